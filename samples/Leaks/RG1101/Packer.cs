namespace Contoso;

public static class Packer
{
    public static string Pack(string prompt) =>
        new Contoso.Heads.Cyber.ExploitHead().ToString() + prompt; // RG1101
}
