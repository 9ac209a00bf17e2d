namespace Contoso;

public static class Packer
{
    public static void Pack(System.Collections.Generic.List<string> outputs)
    {
#if EDITION_ENTERPRISE // RG1105
        outputs.Add(new Contoso.Heads.Cyber.ExploitHead().Write("x"));
#endif
    }
}
