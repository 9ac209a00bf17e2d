using ReleaseGuard;

namespace Contoso;

public static class Editions
{
#if EDITION_ENTERPRISE
    [EditionGuard("enterprise")]
    public static bool IsEnterprise => System.IO.File.Exists("license.key");
#else
    [EditionGuard("enterprise")]
    public static bool IsEnterprise => false;
#endif
}
