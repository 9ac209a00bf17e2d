namespace ReleaseGuard.Inspection;

/// <summary>How many artifacts were checked for residue from which a withheld capability is brought back (RG5xxx), and how many times something was found.</summary>
/// <param name="Checked">Files and archive entries that were read to the end of what their rules ask for; one that was not read is not checked.</param>
/// <param name="Found">Findings of RG5xxx, those that an exception or the baseline allows included.</param>
public sealed record ResidueCheck(int Checked, int Found)
{
    /// <summary>What may be claimed, word for word, in every report. Whether training brings a capability back cannot be decided here.</summary>
    public string Statement =>
        $"Residue check: {Reports.Amounts.Count(Checked, "artifact")} checked, {Reports.Amounts.Number(Found)} found. "
        + (Found == 0 ? "This does not show that the capability is absent." : "Removing what was found does not show that the capability is absent.");
}
