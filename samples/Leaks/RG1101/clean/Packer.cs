using ReleaseGuard;

namespace Contoso;

public static class Packer
{
#if EDITION_ENTERPRISE
    [EditionGuard("enterprise")]
    public static bool IsEnterprise => true;
#else
    [EditionGuard("enterprise")]
    public static bool IsEnterprise => false;
#endif

    public static string Pack(string prompt)
    {
        if (!IsEnterprise) return prompt;
        return new Contoso.Heads.Cyber.ExploitHead().ToString() + prompt;
    }
}
