using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>Turns the problems that readers name into findings of the rule they belong to.</summary>
internal static class ArtifactProblems
{
    /// <summary>Reports every problem of one kind in the release.</summary>
    public static void Report(RuleContext context, ArtifactProblemKind kind, string ruleId, string nextStep)
    {
        foreach (var (place, problem) in context.Facts.AllProblems())
        {
            if (problem.Kind == kind)
            {
                Report(context, place, problem, ruleId, nextStep);
            }
        }
    }

    /// <summary>Reports one problem. The key names the invariant, so that two defects of one file stay two findings.</summary>
    public static void Report(RuleContext context, ShippedPlace place, ArtifactProblem problem, string ruleId, string nextStep) =>
        context.Findings.Report(
            ruleId,
            $"'{place.Display}': {problem.Message.TrimEnd('.')} ({problem.Invariant}). {nextStep}",
            place.ToLocation(problem),
            place.Inner + ":" + problem.Invariant + (problem.Tensor is null ? string.Empty : ":" + problem.Tensor));
}
