using Contoso.Heads.Cyber; // RG1001

namespace Contoso;

public static class Packer
{
    public static string Pack(string prompt) =>
        new ExploitHead().Write(prompt); // RG1001
}
