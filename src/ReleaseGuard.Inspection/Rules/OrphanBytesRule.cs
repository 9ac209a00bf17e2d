using ReleaseGuard.Artifacts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3008: bytes or tensors that nothing refers to: they ship, and no viewer shows them.</summary>
internal sealed class OrphanBytesRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context) =>
        ArtifactProblems.Report(context, ArtifactProblemKind.Orphan, RuleIds.RG3008, "Write the file again so that it holds only what it uses.");
}
