namespace Contoso;

/// <summary>Packs what the installed heads write.</summary>
public static class Packer;
