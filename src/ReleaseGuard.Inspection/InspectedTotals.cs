namespace ReleaseGuard.Inspection;

/// <summary>How much one inspection looked at.</summary>
/// <param name="Files">Files, archive entries included.</param>
/// <param name="Bytes">Size of those files in bytes.</param>
/// <param name="Tensors">Tensors found in model files.</param>
/// <param name="Parameters">Their elements, before any rule about what counts.</param>
public sealed record InspectedTotals(int Files, long Bytes, long Tensors, long Parameters)
{
    /// <summary>Findings that an exception of the policy allows, and that are therefore not reported.</summary>
    public int Excepted { get; init; }

    /// <summary>Old findings that the edition's baseline accepts, and that are therefore not reported.</summary>
    public int Baselined { get; init; }

    /// <summary>What was looked for of residue (RG5xxx) and found; null where nobody looked.</summary>
    public ResidueCheck? Residue { get; init; }
}
