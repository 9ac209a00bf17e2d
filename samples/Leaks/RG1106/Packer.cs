namespace Contoso;

public static class Packer
{
    public static string Pack(string prompt)
    {
        if (System.IO.File.Exists("heads/cyber.bin")) // RG1106
            return new Contoso.Heads.Cyber.ExploitHead().Write(prompt);
        return prompt;
    }
}
