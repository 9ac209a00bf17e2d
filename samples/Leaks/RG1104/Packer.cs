namespace Contoso;

public static class Packer
{
#if !EDITION_ENTERPRISE // RG1104
    public static string Pack(string prompt) => new Contoso.Heads.Cyber.ExploitHead().Write(prompt);
#endif
}
