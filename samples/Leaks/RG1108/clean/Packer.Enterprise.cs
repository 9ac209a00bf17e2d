namespace Contoso;

public static partial class Packer
{
    static partial void AddExploits(ref string packed) => packed = new Contoso.Heads.Cyber.ExploitHead().Write(packed);
}
