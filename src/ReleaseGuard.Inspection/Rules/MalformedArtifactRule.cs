using ReleaseGuard.Artifacts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3013: a model file or archive that breaks its own format's rules, so that two readers can see two different things in it.</summary>
internal sealed class MalformedArtifactRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context) =>
        ArtifactProblems.Report(context, ArtifactProblemKind.Malformed, RuleIds.RG3013, "Write it again with its format's own library.");
}
