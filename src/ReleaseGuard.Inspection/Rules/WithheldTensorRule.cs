using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG3002: a tensor of a withheld component, by its name, and by shape and element type where the policy states them.
/// An entry with rows belongs to RG3011; one with a digest or a sketch is decided on content (RG3003, RG3019).
/// </summary>
internal sealed class WithheldTensorRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var file in context.Facts.Files)
        {
            if (file.Artifact is not { } artifact)
            {
                continue;
            }

            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var tensor in artifact.Tensors)
            {
                Inspect(context, file, tensor);
            }
        }
    }

    /// <summary>Whether the shape and element type that an entry states, if any, are the tensor's.</summary>
    public static bool ConditionsHold(TensorPattern pattern, TensorFact tensor)
    {
        if (pattern.Dtype is not null && !string.Equals(pattern.Dtype, tensor.Type.Name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (pattern.Shape is not { } shape)
        {
            return true;
        }

        if (shape.Count != tensor.Shape.Count)
        {
            return false;
        }

        for (var axis = 0; axis < shape.Count; axis++)
        {
            if (shape[axis] is { } size && size != tensor.Shape[axis])
            {
                return false;
            }
        }

        return true;
    }

    private static void Inspect(RuleContext context, FileFacts file, TensorFact tensor)
    {
        var matches = context.MatchTensor(tensor.Name);
        if (matches.Count == 0)
        {
            return;
        }

        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            if (match.Tensor is { } pattern && IsForThisRule(pattern) && context.IsWithheld(match.Component)
                && ConditionsHold(pattern, tensor) && reported.Add(match.Component.Id))
            {
                context.Findings.Report(
                    RuleIds.RG3002,
                    match.Component,
                    $"'{file.Place.Display}' holds tensor '{tensor.Name}' ({tensor.Type.Name} [{string.Join(", ", tensor.Shape)}]; it matches '{match.Pattern.Text}')",
                    "Take it out of the file and of its index, and write both again.",
                    file.Place.ToLocation(tensor),
                    file.Place.ToSubject(tensor.Name));
            }
        }
    }

    private static bool IsForThisRule(TensorPattern pattern) => pattern is { Rows: null, Sha256: null, Sketch: null };
}
