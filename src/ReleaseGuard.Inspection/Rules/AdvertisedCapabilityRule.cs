using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG4004: the model card of a published edition promotes what is withheld from it: in its text or its examples, in tags, benchmarks, datasets or the base model.
/// A section or a sentence that says the thing is missing promotes nothing.
/// </summary>
internal sealed class AdvertisedCapabilityRule : IInspectionRule
{
    private static readonly Regex Token = new(@"<\|[^|<>\s]{1,64}\|>", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.Edition.IsGuarded)
        {
            return;
        }

        var withheld = context.Policy.Components.Where(context.IsWithheld).ToList();
        foreach (var card in context.Cards)
        {
            var reported = new HashSet<string>(StringComparer.Ordinal);
            foreach (var field in card.Card.Fields)
            {
                foreach (var value in field.Values)
                {
                    Inspect(context, card, field.Line, $"in {field.Name} '{value}'", value, withheld, reported);
                    foreach (var match in context.Policy.Matcher.MatchDataset(value).Where(match => context.IsWithheld(match.Component)))
                    {
                        Report(context, card, field.Line, $"in {field.Name} '{value}'", match.Component, reported);
                    }
                }
            }

            foreach (var section in card.Card.Sections.Where(static section => !CardClaims.IsAboutAbsence(section)))
            {
                Inspect(context, card, section.Line, "in a heading", section.Heading, withheld, reported);
                foreach (var (sentence, line) in CardClaims.Sentences(section).Where(static said => !CardClaims.IsNegated(said.Sentence)))
                {
                    Inspect(context, card, line, "in its text", sentence, withheld, reported);
                }

                foreach (var line in section.Lines.Where(static line => line.IsCode))
                {
                    Inspect(context, card, line.Number, "in an example", line.Text, withheld, reported);
                }
            }
        }
    }

    private static void Inspect(RuleContext context, ReleaseCard card, int line, string where, string text, List<Component> withheld, HashSet<string> reported)
    {
        if (text.Length == 0)
        {
            return;
        }

        foreach (var component in withheld.Where(component => ReleaseCard.Names(context, text, component)))
        {
            Report(context, card, line, where, component, reported);
        }

        foreach (var token in Token.Matches(text).Cast<Match>())
        {
            foreach (var match in context.Policy.Matcher.MatchToken(token.Value).Where(match => context.IsWithheld(match.Component)))
            {
                Report(context, card, line, where, match.Component, reported);
            }
        }
    }

    private static void Report(RuleContext context, ReleaseCard card, int line, string where, Component component, HashSet<string> reported)
    {
        // One finding a component and line: a sentence that says it three times is one thing to mend.
        if (reported.Add(component.Id + "\n" + line))
        {
            context.Findings.Report(
                RuleIds.RG4004,
                component,
                $"The model card '{card.File.Place.Display}' promotes {component.Title} {where}",
                "Take it out of the card, or say that it is not included.",
                card.File.Place.ToLocation(line, null),
                card.File.Place.ToSubject(),
                card.File.Place.Inner + ":" + where);
        }
    }
}
