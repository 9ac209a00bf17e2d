using ReleaseGuard;

namespace Contoso;

public static class Editions
{
    [EditionGuard("enterprise")]
    public static bool IsEnterprise => System.IO.File.Exists("license.key"); // RG1107
}
