using ReleaseGuard.Artifacts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG9001: what ships and could not be read, and why. Such a release is never a pass.</summary>
internal sealed class InconclusiveRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var (place, problem) in context.Facts.AllProblems())
        {
            if (problem.Kind == ArtifactProblemKind.Unread)
            {
                context.Findings.Report(
                    RuleIds.RG9001,
                    $"'{place.Display}' was not read: {problem.Message}. Make it readable or leave it out of what ships; what is not read is not passed.",
                    place.ToLocation(problem),
                    place.Inner + ":" + problem.Invariant);
            }
        }

        foreach (var file in context.Facts.Files)
        {
            foreach (var unread in file.NotCompared)
            {
                context.Findings.Report(
                    RuleIds.RG9001,
                    $"'{file.Place.Display}' holds tensor '{unread.Subject.Tensor.Name}', whose content was not compared with what is withheld: {unread.Reason}. Ship it in a form that can be read; what is not read is not passed.",
                    file.Place.ToLocation(unread.Subject.Tensor),
                    file.Place.Inner + ":" + unread.Subject.Tensor.Name + ":content");
            }
        }
    }
}
