namespace Contoso;

/// <summary>Packs what <see cref="Contoso.Heads.Cyber.ExploitHead"/> writes. RG1005</summary>
public static class Packer;
