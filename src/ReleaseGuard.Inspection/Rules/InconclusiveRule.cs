using System.Linq;
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

        ReportNoProduct(context);
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

    /// <summary>Limits and documents are those of a product: where the policy has several and none was named, nothing was held against any.</summary>
    private static void ReportNoProduct(RuleContext context)
    {
        if (context.Product is not null || !context.IsShipment)
        {
            return;
        }

        var asking = context.Policy.Products
            .Where(product => product.Limits.ContainsKey(context.Edition.Id) || (product.Requires.TryGetValue(context.Edition.Id, out var documents) && documents.Count > 0))
            .ToList();
        if (asking.Count > 0)
        {
            context.Findings.Report(
                RuleIds.RG9001,
                $"The policy states limits or documents for edition '{context.Edition.Id}' of {string.Join(" and ", asking.Select(static product => $"'{product.Id}'"))}, and nobody said which product this is, "
                    + "so none was held against what ships. Name it: --product ID, or <ReleaseGuardProduct>ID</ReleaseGuardProduct> in the project.",
                new FindingLocation(asking[0].Location.Path, asking[0].Location.Line, asking[0].Location.Column),
                "product");
        }
    }
}
