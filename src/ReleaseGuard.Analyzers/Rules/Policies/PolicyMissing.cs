using Microsoft.CodeAnalysis;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Policies;

/// <summary>RG9003: a project that ships has no policy to be held against. Without one nothing is checked, so it never passes silently.</summary>
internal sealed class PolicyMissing() : CodeRule(RuleIds.RG9003, WellKnownDiagnosticTags.CompilationEnd)
{
    public const string Message = "No policy found for a project that ships: add releaseguard.jsonc at or above the project ('releaseguard policy init' writes one), or set ReleaseGuardPolicy.";
}
