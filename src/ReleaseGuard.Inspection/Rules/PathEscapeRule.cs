using ReleaseGuard.Artifacts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3016: a path that leaves the folder of its artifact: an archive entry, external data, a link.</summary>
internal sealed class PathEscapeRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context) =>
        ArtifactProblems.Report(context, ArtifactProblemKind.PathEscape, RuleIds.RG3016, "Use a plain path inside the folder.");
}
