using System.Diagnostics.CodeAnalysis;

namespace Contoso;

public static class Packer
{
    [SuppressMessage("ReleaseGuard.Code", "RG1201:Text names a withheld thing")] // RG6011
    public static string Pack(string prompt) => prompt.Trim();
}
