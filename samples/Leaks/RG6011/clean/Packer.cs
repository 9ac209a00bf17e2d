using System.Diagnostics.CodeAnalysis;

namespace Contoso;

public static class Packer
{
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Rules of other tools are theirs to suppress.")]
    public static string Pack(string prompt) => prompt.Trim();
}
