namespace Contoso;

public static class Packer
{
#if EDITION_ENTERPRISE
    public const string Name = "enterprise";
#else
    public const string Name = "open";
#endif
}
