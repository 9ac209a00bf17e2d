using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Patterns;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG5005: one half of a pair ships whose other half is withheld: a decoder without its encoder, the tokenizer of a withheld text encoder. The half that is left
/// says how the other one was built and is what somebody trains a new one against. A half that a component of the edition names was decided on.
/// </summary>
internal sealed class HalfPairRule : IInspectionRule
{
    // What a withheld half is called, and what its other half is called in the same place.
    private static readonly (string Half, string Other)[] Pairs =
    [
        ("text_encoder", "tokenizer"), ("image_encoder", "feature_extractor"), ("image_encoder", "image_processor"), ("encoder", "decoder"), ("decoder", "encoder"),
        ("Encoder", "Decoder"), ("Decoder", "Encoder"), ("vision_tower", "image_processor"),
    ];

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.Edition.IsGuarded || !context.IsShipment)
        {
            return;
        }

        foreach (var component in context.Policy.Components.Where(context.IsWithheld))
        {
            foreach (var pattern in component.Match.Files)
            {
                foreach (var (other, what) in Others(PatternKind.File, pattern))
                {
                    var file = context.Facts.Files.FirstOrDefault(file => file.Place.Tails().Any(path => other.Matches(path)) && !IsNamed(file.Place.Tails().SelectMany(context.Policy.Matcher.MatchFile)));
                    if (file is not null)
                    {
                        Report(context, component, $"'{file.Place.Display}' ships", pattern, what, file.Place.ToLocation(), new ExceptionSubject(File: file.Place.Inner));
                    }
                }
            }

            foreach (var pattern in component.Match.Tensors.Select(static tensor => tensor.Name).OfType<PolicyPattern>())
            {
                foreach (var (other, what) in Others(PatternKind.Tensor, pattern))
                {
                    Inspect(context, component, pattern, other, what);
                }
            }
        }
    }

    private static void Inspect(RuleContext context, Component component, PolicyPattern pattern, SinglePattern other, string what)
    {
        foreach (var file in context.Facts.Files)
        {
            foreach (var tensor in file.Artifact?.Tensors ?? [])
            {
                if (other.Matches(tensor.Name) && !IsNamed(context.MatchTensor(tensor.Name)))
                {
                    Report(context, component, $"tensor '{tensor.Name}' ships in '{file.Place.Display}'", pattern, what, file.Place.ToLocation(tensor), file.Place.ToSubject(tensor.Name));
                    return;
                }
            }
        }
    }

    /// <summary>The pattern with one half's word replaced by the other's, wherever the word stands.</summary>
    private static IEnumerable<(SinglePattern Pattern, string Other)> Others(PatternKind kind, PolicyPattern pattern)
    {
        foreach (var (half, other) in Pairs)
        {
            // "text_encoder" is replaced as a whole: its "encoder" is no half of a codec.
            var isPartOfLonger = half == "encoder" && (pattern.Text.IndexOf("text_encoder", StringComparison.Ordinal) >= 0 || pattern.Text.IndexOf("image_encoder", StringComparison.Ordinal) >= 0);
            if (!isPartOfLonger && pattern.Text.IndexOf(half, StringComparison.Ordinal) >= 0 && SinglePattern.Of(kind, pattern.Text.Replace(half, other)) is { } compiled)
            {
                yield return (compiled, other);
            }
        }
    }

    /// <summary>Whether a component names the thing: one that the edition may have allows it, a withheld one has findings of its own.</summary>
    private static bool IsNamed(IEnumerable<PatternMatch> matches) => matches.Any();

    private static void Report(RuleContext context, Component component, string what, PolicyPattern pattern, string other, FindingLocation location, ExceptionSubject subject) =>
        context.Findings.Report(
            RuleIds.RG5005,
            component,
            $"{what} without its other half, which '{pattern.Text}' withholds",
            $"Leave the {other} out too, or let a component that edition '{context.Edition.Id}' may contain name it.",
            location,
            subject,
            pattern.Text + ":" + other);
}
