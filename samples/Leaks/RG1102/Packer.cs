namespace Contoso;

public static class Packer
{
#if EDITION_OPNE // RG1102
    public const string Name = "open";
#else
    public const string Name = "packer";
#endif
}
