using ReleaseGuard.Artifacts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3015: an artifact that can run code when it is loaded: a pickle opcode or global outside of what weights need. Nothing is ever executed to find out.</summary>
internal sealed class ExecutableArtifactRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context) =>
        ArtifactProblems.Report(context, ArtifactProblemKind.Executable, RuleIds.RG3015, "Save the weights as safetensors.");
}
