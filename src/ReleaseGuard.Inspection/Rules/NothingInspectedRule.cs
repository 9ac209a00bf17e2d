using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG9002: what was to be inspected is empty or not there. Checking nothing must never look like passing.</summary>
internal sealed class NothingInspectedRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var (path, why) in context.Facts.Nothing)
        {
            context.Findings.Report(
                RuleIds.RG9002,
                $"Nothing was inspected at '{path}': {why}. Name the folder, package or file that ships.",
                new FindingLocation(path),
                path);
        }
    }
}
