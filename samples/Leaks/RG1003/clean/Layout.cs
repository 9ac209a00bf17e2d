namespace Contoso;

/// <summary>A number of the wire format that open code owns: the withheld head takes it from here, not the other way round.</summary>
public static class Layout
{
    public const int ReservedIndex = 7;
}
