namespace Contoso;

/// <summary>Names of tensors are read from the layout file that each edition ships for itself.</summary>
public static class Layout
{
    public const string File = "layout.json";
}
