namespace Contoso;

public static class Packer
{
    public static void Pack(System.Collections.Generic.List<string> outputs)
    {
#if EDITION_ENTERPRISE
        outputs.Add(new Contoso.Heads.Cyber.ExploitHead().Write("x"));
#else
        throw new System.NotSupportedException("The open edition packs no exploits.");
#endif
    }
}
