using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG5003: data of a withheld capability ships: a file at a withheld dataset's name, or samples that name the dataset or hold tokens that only the component has.
/// With the data, the capability is one fine-tuning run away.
/// </summary>
internal sealed class WithheldDataRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.Edition.IsGuarded || !context.Policy.Components.Any(component => context.IsWithheld(component) && component.Match.Datasets.Count + component.Match.Tokens.Count > 0))
        {
            return;
        }

        foreach (var file in context.Facts.Files.Where(static file => !file.IsResource))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var reported = new HashSet<string>(StringComparer.Ordinal);
            foreach (var match in file.Place.Tails().SelectMany(static path => Names(path)).SelectMany(context.Policy.Matcher.MatchDataset))
            {
                Report(context, file, null, match, $"lies at the name of a withheld dataset (it matches '{match.Pattern.Text}')", reported);
            }

            // A card that names a dataset promotes (RG4004); a configuration or a file of tokens has rules of its own.
            if (!DocumentFiles.IsData(file.Place.FileName) || file.Json is not null || file.Tokens.Count > 0 || DocumentFiles.IsLegal(file.Place.FileName))
            {
                continue;
            }

            foreach (var remark in file.Remarks)
            {
                var (matches, what) = remark.Kind switch
                {
                    TextRemarkKind.SampleName => (context.Policy.Matcher.MatchDataset(remark.Text), $"names the dataset '{remark.Text}'"),
                    TextRemarkKind.SampleToken => (context.Policy.Matcher.MatchToken(remark.Text), $"has samples with the token '{remark.Text}'"),
                    _ => ([], string.Empty),
                };
                foreach (var match in matches)
                {
                    Report(context, file, remark, match, $"{what} (it matches '{match.Pattern.Text}')", reported);
                }
            }
        }
    }

    /// <summary>A path as a dataset's name, and without each of its endings: <c>internal/cyber-range.train.jsonl</c> is <c>internal/cyber-range</c> too; and the folders of it.</summary>
    private static IEnumerable<string> Names(string path)
    {
        yield return path;
        for (var dot = path.LastIndexOf('.'); dot > path.LastIndexOf('/') + 1; dot = path.LastIndexOf('.', dot - 1))
        {
            yield return path.Substring(0, dot);
        }

        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path.Substring(0, slash);
        }
    }

    private static void Report(RuleContext context, FileFacts file, TextRemark? remark, PatternMatch match, string what, HashSet<string> reported)
    {
        if (context.IsWithheld(match.Component) && reported.Add(match.Component.Id + "\n" + match.Pattern.Text))
        {
            context.Findings.Report(
                RuleIds.RG5003,
                match.Component,
                $"'{file.Place.Display}' {what}",
                "Leave it out of what ships.",
                file.Place.ToLocation(remark?.Line, remark?.Column),
                file.Place.ToSubject(),
                file.Place.Inner + ":" + match.Pattern.Text);
        }
    }
}
