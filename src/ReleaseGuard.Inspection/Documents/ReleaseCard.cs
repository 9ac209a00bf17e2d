using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Rules;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Documents;

/// <summary>A model card of what ships, with what its sentences say of the policy's components.</summary>
/// <param name="File">The file.</param>
/// <param name="Card">The card.</param>
internal sealed record ReleaseCard(FileFacts File, ModelCard Card)
{
    /// <summary>The cards of the release: those the policy requires, and the readmes at its root and beside its model files.</summary>
    public static IReadOnlyList<ReleaseCard> Of(RuleContext context)
    {
        if (!context.IsShipment)
        {
            return [];
        }

        var modelFolders = RequiredFile.ModelFolders(context.Facts);
        var names = context.Facts.Files.Where(static file => file.Document is not null && DocumentFiles.IsCard(file.Place.FileName)).Select(static file => file.Place.FileName).Distinct(StringComparer.Ordinal);
        return [.. context.Required.Where(static required => required.Document.ModelCard is not null).SelectMany(static required => required.Files)
            .Concat(names.SelectMany(name => RequiredFile.Find(context.Facts, modelFolders, name)))
            .Where(static file => file.Document is not null)
            .Distinct()
            .Select(static file => new ReleaseCard(file, ModelCard.Of(file.Document!)))];
    }

    /// <summary>Whether a text names a component: by its title, by the last part of its id, or by one of its <c>strings</c>.</summary>
    public static bool Names(RuleContext context, string text, Component component) =>
        ContainsWords(text, component.Title)
        || ContainsWords(text, component.Id.Substring(component.Id.LastIndexOf('.') + 1).Replace('-', ' '))
        || context.Policy.Matcher.MatchText(text).Any(match => match.Component == component);

    /// <summary>Whether words stand in a text as words, without regard to case.</summary>
    public static bool ContainsWords(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase); at >= 0 && words.Length > 2; at = text.IndexOf(words, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var after = at + words.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (after == text.Length || !char.IsLetterOrDigit(text[after])))
            {
                return true;
            }
        }

        return false;
    }
}
