namespace Contoso;

public static class Packer
{
#if EDITION_ENTERPRISE
    public static string Pack(string prompt) => new Contoso.Heads.Cyber.ExploitHead().Write(prompt);
#else
    public static string Pack(string prompt) => prompt;
#endif
}
