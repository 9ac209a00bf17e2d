using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG5004: something is withheld at run time only: a configuration suppresses or forbids a range of tokens, or code asks whether a withheld file is there.
/// Whoever has the files edits the one and adds the other.
/// </summary>
internal sealed class RuntimeMaskRule : IInspectionRule
{
    /// <summary>Shorter runs are ordinary: Whisper suppresses 90 single tokens and runs of 6.</summary>
    private const int ShortestRun = 16;

    private static readonly string[] Keys = ["suppress_tokens", "begin_suppress_tokens", "bad_words_ids", "forbidden_token_ids", "disallow_tokens", "sequence_bias", "logit_bias"];

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.Edition.IsGuarded)
        {
            return;
        }

        var rows = context.Policy.Components.Where(context.IsWithheld)
            .SelectMany(static component => component.Match.Tensors, static (component, tensor) => (Component: component, tensor.Rows))
            .Where(static slice => slice.Rows is not null)
            .ToList();
        foreach (var file in context.Facts.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var property in file.Json?.Properties ?? [])
            {
                if (Array.IndexOf(Keys, property.Name) >= 0)
                {
                    Inspect(context, file, property, [.. rows.Select(slice => (slice.Component, slice.Rows!))]);
                }
            }

            InspectSwitches(context, file);
        }
    }

    private static void Inspect(RuleContext context, FileFacts file, JsonProperty property, IReadOnlyList<(Component Component, RowRange Rows)> withheld)
    {
        var ids = Ids(property.Value).Distinct().OrderBy(static id => id).ToList();
        foreach (var component in withheld.Where(slice => ids.Any(id => id >= slice.Rows.First && id <= slice.Rows.Last)).Select(static slice => slice.Component).Distinct())
        {
            context.Findings.Report(
                RuleIds.RG5004,
                component,
                $"'{file.Place.Display}' masks tokens of its withheld rows in {property.Name}",
                "A mask is edited away: remove the tokens and their rows from the weights.",
                file.Place.ToLocation(property.Line, property.Column),
                file.Place.ToSubject(),
                file.Place.Inner + ":" + property.Name);
            return;
        }

        var (start, length) = LongestRun(ids);
        if (length >= ShortestRun)
        {
            context.Findings.Report(
                RuleIds.RG5004,
                $"'{file.Place.Display}' masks {length.ToString(CultureInfo.InvariantCulture)} tokens in a row from {start} in {property.Name}: in edition '{context.Edition.Id}' a capability that is masked is still in the weights. Remove the tokens and their rows, or name them in the policy.",
                file.Place.ToLocation(property.Line, property.Column),
                file.Place.Inner + ":" + property.Name);
        }
    }

    private static void InspectSwitches(RuleContext context, FileFacts file)
    {
        foreach (var remark in file.Remarks)
        {
            if (remark.Kind != TextRemarkKind.ExistenceTest)
            {
                continue;
            }

            var component = Paths(remark.Text).SelectMany(context.Policy.Matcher.MatchFile).Concat(context.Policy.Matcher.MatchText(remark.Text)).Select(static match => match.Component).FirstOrDefault(context.IsWithheld);
            if (component is not null)
            {
                context.Findings.Report(
                    RuleIds.RG5004,
                    component,
                    $"'{file.Place.Display}' asks at run time whether a withheld file is there ('{remark.Text.Trim()}')",
                    "Take the code path out of the edition: with the file, anybody switches it on.",
                    file.Place.ToLocation(remark.Line, remark.Column),
                    file.Place.ToSubject(),
                    file.Place.Inner + ":" + remark.Text.Trim());
            }
        }
    }

    /// <summary>The quoted words of a call, as paths and as every tail of them.</summary>
    private static IEnumerable<string> Paths(string call)
    {
        var parts = call.Split('"', '\'', '`');
        for (var index = 1; index < parts.Length; index += 2)
        {
            for (var path = parts[index].Replace('\\', '/').TrimStart('/', '.'); path.Length > 0; path = path.IndexOf('/') is var slash and >= 0 ? path.Substring(slash + 1) : string.Empty)
            {
                yield return path;
            }
        }
    }

    private static IEnumerable<long> Ids(JsonValue value)
    {
        if (value.Whole is { } id)
        {
            yield return id;
        }

        foreach (var inner in value.Items.SelectMany(Ids))
        {
            yield return inner;
        }

        // logit_bias: { "50256": -100 }
        foreach (var property in value.Properties)
        {
            if (long.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
            {
                yield return key;
            }
        }
    }

    private static (long Start, int Length) LongestRun(List<long> sorted)
    {
        var best = (Start: 0L, Length: 0);
        for (var from = 0; from < sorted.Count;)
        {
            var to = from + 1;
            while (to < sorted.Count && sorted[to] == sorted[to - 1] + 1)
            {
                to++;
            }

            best = to - from > best.Length ? (sorted[from], to - from) : best;
            from = to;
        }

        return best;
    }
}
