using ReleaseGuard.Artifacts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>The rule under which a report prints a model file's problem.</summary>
internal static class ProblemRules
{
    /// <summary>The rule's id; null for a note, which breaks no rule.</summary>
    public static string? RuleOf(ArtifactProblemKind kind) => kind switch
    {
        ArtifactProblemKind.Orphan => RuleIds.RG3008,
        ArtifactProblemKind.Metadata => RuleIds.RG3014,
        ArtifactProblemKind.Executable => RuleIds.RG3015,
        ArtifactProblemKind.PathEscape => RuleIds.RG3016,
        ArtifactProblemKind.IndexMismatch => RuleIds.RG3007,
        ArtifactProblemKind.Unread => RuleIds.RG9001,
        ArtifactProblemKind.Note => null,
        _ => RuleIds.RG3013,
    };
}
