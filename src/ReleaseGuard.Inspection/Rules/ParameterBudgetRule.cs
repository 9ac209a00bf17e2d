using System.Globalization;
using System.Linq;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3005: more parameters than the edition may have. Both counts are always printed: what the model uses, and what its bytes could hold.</summary>
internal sealed class ParameterBudgetRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (context.Limits is not { MaxParameters: { } limit } limits)
        {
            return;
        }

        var files = context.Facts.Files.Where(static file => file.Artifact is not null).ToList();
        if (files.Count == 0)
        {
            return;
        }

        var totals = ParameterCount.Count(files.Select(static file => file.Artifact!).ToList());
        var counted = limits.Count == ParameterCounting.Stored ? totals.Stored : totals.Logical;
        if (counted <= limit)
        {
            return;
        }

        var way = limits.Count == ParameterCounting.Stored ? "stored" : "logical";
        var largest = string.Join("; ", totals.Largest.Select(item => $"{item.Name} {Group(item.Capacity)} in '{files[item.File].Place.Display}'"));
        context.Findings.Report(
            RuleIds.RG3005,
            $"The weights have {Group(counted)} {way} parameters; edition '{context.Edition.Id}' of {context.Product!.Id} may have {Group(limit)}. "
                + $"Logical {Group(totals.Logical)}, stored {Group(totals.Stored)}, capacity of the bytes {Group(totals.Capacity)}. Largest: {largest}. "
                + "Take out what the edition must not have, or raise maxParameters in the policy.",
            totals.Largest.Count > 0 ? files[totals.Largest[0].File].Place.ToLocation() : new FindingLocation(null),
            context.Product.Id);
    }

    private static string Group(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
