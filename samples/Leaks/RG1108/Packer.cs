namespace Contoso;

public static class Packer
{
    public static string Pack(string prompt)
    {
#if EDITION_ENTERPRISE
        return new Contoso.Heads.Cyber.ExploitHead().Write(prompt); // RG1108
#else
        return prompt;
#endif
    }
}
