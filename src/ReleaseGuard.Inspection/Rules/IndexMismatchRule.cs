using ReleaseGuard.Artifacts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3007: an index and its shards disagree, or the parts of a model that is kept in several files do, so what loads is not what a viewer shows.</summary>
internal sealed class IndexMismatchRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context) =>
        ArtifactProblems.Report(context, ArtifactProblemKind.IndexMismatch, RuleIds.RG3007, "Rebuild the index from the shards that ship.");
}
