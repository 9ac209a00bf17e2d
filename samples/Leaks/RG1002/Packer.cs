namespace Contoso;

public class Packer
{
    public Contoso.Heads.Cyber.ExploitHead? Head { get; set; } // RG1002
}
