using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG6002: a file or tensor pattern that matches nothing in an edition that must contain the component. Such a pattern is misspelt or stale, and would guard nothing
/// in the edition that must not have it. Judged only where a whole folder or package with weights was inspected; assemblies and code are judged where they are built.
/// </summary>
internal sealed class UnmatchedEntryRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        var expected = context.Policy.Components.Where(context.IsExpected).ToList();
        if (!context.Facts.IsWhole || expected.Count == 0 || !context.Facts.Files.Any(static file => file.Artifact is { Tensors.Count: > 0 }))
        {
            return;
        }

        var matched = new HashSet<PolicyLocation>();
        foreach (var file in context.Facts.Files)
        {
            foreach (var match in file.Place.Tails().SelectMany(context.Policy.Matcher.MatchFile))
            {
                matched.Add(match.Pattern.Location);
            }

            foreach (var match in (file.Artifact?.Tensors ?? []).SelectMany(tensor => context.MatchTensor(tensor.Name)))
            {
                matched.Add(match.Pattern.Location);
            }
        }

        foreach (var component in expected)
        {
            foreach (var pattern in component.Match.Files.Where(pattern => !matched.Contains(pattern.Location)))
            {
                Report(context, component, "file", pattern, '/', context.Facts.Files.SelectMany(static file => file.Place.Tails()));
            }

            foreach (var pattern in component.Match.Tensors.Select(static tensor => tensor.Name).OfType<PolicyPattern>().Where(pattern => !matched.Contains(pattern.Location)))
            {
                Report(context, component, "tensor", pattern, '.', context.Facts.Files.SelectMany(static file => file.Artifact?.Tensors ?? []).Select(static tensor => tensor.Name));
            }
        }
    }

    private static void Report(RuleContext context, Component component, string kind, PolicyPattern pattern, char separator, IEnumerable<string> live)
    {
        var nearest = Nearest(pattern.Text, separator, live);
        context.Findings.Report(
            RuleIds.RG6002,
            $"The {kind} pattern '{pattern.Text}' of {component.Id} matches nothing in edition '{context.Edition.Id}', which must contain it."
                + (nearest is null ? " Correct or remove it." : $" Did you mean '{nearest}'?"),
            new FindingLocation(pattern.Location.Path, pattern.Location.Line, pattern.Location.Column),
            kind + ":" + pattern.Text,
            component,
            nearest is null ? null : new Suggestion(pattern.Text, nearest));
    }

    /// <summary>The live name nearest to the pattern, as far as the pattern is literal.</summary>
    private static string? Nearest(string pattern, char separator, IEnumerable<string> live)
    {
        if (pattern.StartsWith("re:", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = pattern.Split(separator);
        var literal = parts.TakeWhile(static part => part.IndexOfAny(['*', '?', '{', '[']) < 0).Count();
        if (literal == 0)
        {
            return null;
        }

        var wanted = string.Join(separator.ToString(), parts.Take(literal));
        var candidates = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in live)
        {
            candidates.Add(string.Join(separator.ToString(), name.Split(separator).Take(literal)));
        }

        return Spelling.Nearest(wanted, candidates) is { } nearest && nearest != wanted
            ? nearest + pattern.Substring(wanted.Length)
            : null;
    }
}
