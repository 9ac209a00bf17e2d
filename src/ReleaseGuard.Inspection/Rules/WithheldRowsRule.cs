using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3011: rows of a tensor that belong to a withheld component are neither cut off nor zero.</summary>
internal sealed class WithheldRowsRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var file in context.Facts.Files)
        {
            foreach (var rows in file.Rows)
            {
                if (rows.FirstUncleared is { } row)
                {
                    Report(context, file, rows, row);
                }
            }
        }
    }

    /// <summary>The slices of a tensor that withheld components name.</summary>
    public static IReadOnlyList<RowSlice> SlicesOf(EditionPolicy policy, IReadOnlyList<Component> withheld, string tensor)
    {
        var slices = new List<RowSlice>();
        foreach (var match in policy.Matcher.MatchTensor(tensor))
        {
            if (match.Tensor?.Rows is { } rows && withheld.Contains(match.Component))
            {
                var slice = new RowSlice(rows.First, rows.Last);
                if (!slices.Contains(slice))
                {
                    slices.Add(slice);
                }
            }
        }

        return slices;
    }

    private static void Report(RuleContext context, FileFacts file, RowSliceFact rows, long row)
    {
        var tensor = file.Artifact!.Tensors.First(tensor => tensor.Name == rows.Tensor);
        foreach (var match in context.Policy.Matcher.MatchTensor(rows.Tensor))
        {
            if (match.Tensor is { Rows: { } range } pattern && new RowSlice(range.First, range.Last) == rows.Slice
                && context.IsWithheld(match.Component) && WithheldTensorRule.ConditionsHold(pattern, tensor))
            {
                var rowBytes = tensor.ByteLength / tensor.Shape[0];
                context.Findings.Report(
                    RuleIds.RG3011,
                    match.Component,
                    $"Rows {rows.Slice.First} to {rows.Slice.Last} of tensor '{rows.Tensor}' in '{file.Place.Display}' are not cleared (row {row} is the first with a value)",
                    "Cut them off, or set every byte of them to zero.",
                    new FindingLocation(file.Place.File, Entry: file.Place.Entry, Tensor: rows.Tensor, ByteOffset: tensor.ByteOffset + (row * rowBytes), ByteLength: rowBytes),
                    file.Place.ToSubject(rows.Tensor),
                    $"{rows.Tensor}:{rows.Slice.First}..{rows.Slice.Last}");
            }
        }
    }
}
