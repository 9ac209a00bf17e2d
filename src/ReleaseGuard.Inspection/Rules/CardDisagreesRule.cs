using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG4005: the model card and the artifacts disagree: it says "not included" of a component that ships, says that one is included which does not,
/// gives a parameter count that neither the whole nor any folder or file has, or another base model than the model file's own metadata.
/// </summary>
internal sealed class CardDisagreesRule : IInspectionRule
{
    /// <summary>"A 7B model" has 6.7 billion parameters: a count is wrong when it is off by more than a tenth.</summary>
    private const decimal Tolerance = 0.1m;

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        var artifacts = context.Facts.Files.Where(static file => file.Artifact is { Tensors.Count: > 0 }).ToList();
        if (!context.IsComplete || artifacts.Count == 0)
        {
            return;
        }

        var present = new Dictionary<Component, string?>();
        List<decimal>? counts = null;
        foreach (var card in context.Cards)
        {
            foreach (var section in card.Card.Sections)
            {
                foreach (var (sentence, line) in CardClaims.Sentences(section))
                {
                    InspectInclusion(context, card, section, sentence, line, present);
                    foreach (var (written, stated) in CardClaims.ParameterCounts(sentence))
                    {
                        counts ??= Counts(artifacts);
                        if (!NamesOtherEdition(context, sentence) && !counts.Any(count => Math.Abs(count - stated) <= stated * Tolerance))
                        {
                            Report(
                                context,
                                card,
                                line,
                                $"says '{written.Trim()}'; the weights that ship have {counts[0].ToString("N0", CultureInfo.InvariantCulture)}, and no folder or file of them has that many. Correct the card.",
                                "parameters");
                        }
                    }
                }
            }

            InspectBaseModel(context, card, artifacts);
        }
    }

    private static void InspectInclusion(RuleContext context, ReleaseCard card, CardSection section, string sentence, int line, Dictionary<Component, string?> present)
    {
        var isAbsence = CardClaims.Denies(sentence) || (CardClaims.IsAboutAbsence(section) && !CardClaims.Asserts(sentence) && ListItem(sentence));
        var isPresence = !isAbsence && CardClaims.Asserts(sentence);
        if (!isAbsence && !isPresence)
        {
            return;
        }

        foreach (var component in context.Policy.Components.Where(component => ReleaseCard.Names(context, sentence, component)))
        {
            if (!present.TryGetValue(component, out var where))
            {
                present.Add(component, where = FirstPlace(context, component));
            }

            if (isAbsence && where is not null)
            {
                Report(context, card, line, $"says that {component.Title} is not included; it ships: {where}. Take it out, or correct the card.", "absent:" + component.Id, component);
            }
            else if (isPresence && where is null && context.IsExpected(component) && (component.Match.Files.Count > 0 || component.Match.Tensors.Any(static tensor => tensor.Name is not null)))
            {
                Report(context, card, line, $"says that {component.Title} is included; no file and no tensor of it ships. Ship it, or correct the card.", "present:" + component.Id, component);
            }
        }
    }

    private static bool ListItem(string sentence) => sentence[0] is '-' or '*';

    /// <summary>The first file or tensor of a component in the release; null where none is.</summary>
    private static string? FirstPlace(RuleContext context, Component component)
    {
        foreach (var file in context.Facts.Files)
        {
            if (file.Place.Tails().Any(path => context.Policy.Matcher.MatchFile(path).Any(match => match.Component == component)))
            {
                return $"'{file.Place.Display}'";
            }

            foreach (var tensor in file.Artifact?.Tensors ?? [])
            {
                if (context.MatchTensor(tensor.Name).Any(match => match.Component == component && match.Tensor is { Rows: null, Sha256: null, Sketch: null } pattern && WithheldTensorRule.ConditionsHold(pattern, tensor)))
                {
                    return $"tensor '{tensor.Name}' in '{file.Place.Display}'";
                }
            }
        }

        return null;
    }

    /// <summary>Parameters of the whole, logical first, then stored; of each folder; of each file.</summary>
    private static List<decimal> Counts(List<FileFacts> artifacts)
    {
        var whole = ParameterCount.Count([.. artifacts.Select(static file => file.Artifact!)]);
        var counts = new List<decimal> { whole.Logical, whole.Stored };
        foreach (var group in artifacts.GroupBy(static file => file.Place.Folder, StringComparer.Ordinal).Concat(artifacts.GroupBy(static file => file.Place.Display, StringComparer.Ordinal)))
        {
            counts.Add(ParameterCount.Count([.. group.Select(static file => file.Artifact!)]).Logical);
        }

        return counts;
    }

    /// <summary>A sentence about another edition states that edition's count.</summary>
    private static bool NamesOtherEdition(RuleContext context, string sentence) =>
        context.Policy.Editions.Any(edition => edition != context.Edition && (ReleaseCard.ContainsWords(sentence, edition.Title) || ReleaseCard.ContainsWords(sentence, edition.Id + " edition")))
        || ReleaseCard.ContainsWords(sentence, "full model");

    private static void InspectBaseModel(RuleContext context, ReleaseCard card, List<FileFacts> artifacts)
    {
        if (card.Card["base_model"] is not { Values.Count: > 0 } field)
        {
            return;
        }

        foreach (var file in artifacts)
        {
            var stated = file.Artifact!.Metadata.FirstOrDefault(static pair => pair.Key is "general.base_model.0.repo_url" or "general.base_model.0.name" && pair.Value.Length > 0).Value;
            if (stated is not null && !field.Values.Any(value => Last(value) == Last(stated)))
            {
                Report(context, card, field.Line, $"names the base model '{field.Values[0]}'; '{file.Place.Display}' was made from '{stated}' by its own metadata. Correct the one that is wrong.", "base_model:" + file.Place.Inner);
            }
        }
    }

    private static string Last(string name)
    {
        var trimmed = name.TrimEnd('/');
        return trimmed.Substring(trimmed.LastIndexOf('/') + 1).Replace(' ', '-').ToLowerInvariant();
    }

    private static void Report(RuleContext context, ReleaseCard card, int line, string what, string key, Component? component = null) =>
        context.Findings.Report(RuleIds.RG4005, $"The model card '{card.File.Place.Display}' {what}", card.File.Place.ToLocation(line, null), card.File.Place.Inner + ":" + key, component);
}
