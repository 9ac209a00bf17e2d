using Contoso.Heads.Cyber;

namespace Contoso;

public static partial class Packer
{
    static partial void AddExploits(ref string packed) => packed = new ExploitHead().Write(packed);
}
