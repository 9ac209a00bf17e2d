using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace ReleaseGuard.Inspection.Documents;

/// <summary>What a model card says of its model, sentence by sentence, as far as it can be told without guessing.</summary>
internal static class CardClaims
{
    private static readonly Regex Denial = new(
        @"\b(?:not|never|isn't|aren't|doesn't|don't)\s+(?:\w+\s+){0,2}?(?:included?|part of|ship(?:ped)?|released?|uploaded?|provided?|available|contain(?:ed)?|present|open)\b|\b(?:withheld|withholds|excluded|excludes|omitted|omits|removed|left out|stripped|without|lacks)\b|\bno\s+(?:\w+\s+){0,3}(?:head|encoder|decoder|network|weights|adapter)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Negation = new(@"\b(?:not|no|never|cannot|without|withheld|removed|excluded|isn't|aren't|doesn't|don't|can't|lacks?|omit(?:s|ted)?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Assertion = new(@"\b(?:includes?|including|contains?|ships?|comes with|bundles?|bundled|provides?|is included|are included|is part of)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex WithheldHeading = new(@"\b(?:withheld|not included|excluded|removed|left out|limitations?|out[- ]of[- ]scope|what is missing)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Count = new(
        @"(?<![\w.])(?<number>\d{1,3}(?:[,' ]\d{3})+|\d{1,6}(?:\.\d{1,6})?)(?:\s?(?<unit>trillion|billion|million|thousand|[TBMK]))?(?<between>(?:[ -][A-Za-z-]+){0,2}?)[ -](?:parameters|params)\b(?<after>[^.;]{0,40})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex OtherCount = new(@"\b(?:active|activated|trainable|non-embedding|embedding|per token|adapter|lora|function|method|command)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Whether a section is the place where a card says what is missing.</summary>
    public static bool IsAboutAbsence(CardSection section) => WithheldHeading.IsMatch(section.Heading);

    /// <summary>Whether a sentence says that something is not in the release.</summary>
    public static bool Denies(string sentence) => Denial.IsMatch(sentence);

    /// <summary>Whether a sentence negates at all.</summary>
    public static bool IsNegated(string sentence) => Negation.IsMatch(sentence);

    /// <summary>Whether a sentence says that something is in the release.</summary>
    public static bool Asserts(string sentence) => Assertion.IsMatch(sentence) && !Negation.IsMatch(sentence);

    /// <summary>The sentences of a section, with the line they begin on. Lines of one paragraph belong together; items of lists and rows of tables stand alone; code is left out.</summary>
    public static IEnumerable<(string Sentence, int Line)> Sentences(CardSection section)
    {
        var paragraph = new List<CardLine>();
        foreach (var line in section.Lines)
        {
            var text = line.Text.Trim();
            var startsAnew = text.Length == 0 || line.IsCode || text[0] is '-' or '*' or '|' or '>' || (char.IsDigit(text[0]) && text.IndexOf(". ", StringComparison.Ordinal) is > 0 and < 4);
            if (startsAnew)
            {
                foreach (var sentence in Split(paragraph))
                {
                    yield return sentence;
                }

                paragraph.Clear();
            }

            if (text.Length > 0 && !line.IsCode)
            {
                paragraph.Add(line);
            }
        }

        foreach (var sentence in Split(paragraph))
        {
            yield return sentence;
        }
    }

    /// <summary>The parameter counts a sentence states of the model, each with what was written and how far it was rounded.</summary>
    public static IEnumerable<(string Written, decimal Parameters)> ParameterCounts(string sentence)
    {
        foreach (var match in Count.Matches(sentence).Cast<Match>())
        {
            var digits = match.Groups["number"].Value;
            var isGrouped = digits.IndexOfAny([',', '\'', ' ']) >= 0;
            var factor = match.Groups["unit"].Value.ToUpperInvariant() switch
            {
                "T" or "TRILLION" => 1_000_000_000_000m,
                "B" or "BILLION" => 1_000_000_000m,
                "M" or "MILLION" => 1_000_000m,
                "K" or "THOUSAND" => 1_000m,
                _ => 1m,
            };
            if ((factor == 1m && !isGrouped) || OtherCount.IsMatch(match.Groups["between"].Value) || OtherCount.IsMatch(match.Groups["after"].Value))
            {
                continue;
            }

            if (decimal.TryParse(digits.Replace(",", string.Empty).Replace("'", string.Empty).Replace(" ", string.Empty), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                yield return (match.Value.Substring(0, match.Value.Length - match.Groups["after"].Length), number * factor);
            }
        }
    }

    private static IEnumerable<(string Sentence, int Line)> Split(List<CardLine> paragraph)
    {
        var text = string.Empty;
        var line = 0;
        foreach (var part in paragraph)
        {
            line = text.Length == 0 ? part.Number : line;
            text += (text.Length == 0 ? string.Empty : " ") + part.Text.Trim();
            for (var end = SentenceEnd(text); end >= 0; end = SentenceEnd(text))
            {
                yield return (text.Substring(0, end + 1), line);
                text = text.Substring(end + 1).TrimStart();
                line = part.Number;
            }
        }

        if (text.Length > 0)
        {
            yield return (text, line);
        }
    }

    private static int SentenceEnd(string text)
    {
        for (var index = 0; index + 2 < text.Length; index++)
        {
            if (text[index] is '.' or '!' or '?' && text[index + 1] == ' ' && !char.IsLower(text[index + 2]))
            {
                return index;
            }
        }

        return -1;
    }
}
