namespace Contoso;

/// <summary>The open part of the product.</summary>
public static class Trunk
{
    /// <summary>The name the product goes by.</summary>
    public static string Name => "contoso";
}
