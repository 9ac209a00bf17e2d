namespace Contoso;

public static class Packer
{
#if EDITION_ENTERPRIZE // RG1102
    public const string Name = "enterprise";
#else
    public const string Name = "open";
#endif
}
