namespace Contoso;

// The next line is the leak: RG1005
/// <summary>Packs what <see cref="Contoso.Heads.Cyber.ExploitHead"/> writes. RG1005</summary>
public static class Packer;
