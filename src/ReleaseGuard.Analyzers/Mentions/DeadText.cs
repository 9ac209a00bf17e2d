using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Rules.Code;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Text that no edition compiles is still in the source that one publishes (RG1108). It is never bound: its names are held against
/// the policy by every full name they could have there. Comments and texts in it are no names.
/// </summary>
internal sealed class DeadText(EditionScope scope, WithheldSymbols symbols, WrittenNames written, MentionReport report)
{
    private readonly FullNames _names = new(symbols.Compilation);

    public void Judge(TextSpan span, IEnumerable<WordHit> hits, NameSite site)
    {
        var publishing = scope.Masks.PublishingSource & scope.Watched & scope.Of(site.Tree, site.Cancel).FileMask;
        if (publishing == 0) return;
        List<SyntaxToken>? tokens = null;
        foreach (var hit in hits)
        {
            if ((hit.Use & WordUse.Symbol) == 0) continue;
            tokens ??= [.. SyntaxFactory.ParseTokens(site.Tree.GetText(site.Cancel).ToString(span), options: (CSharpParseOptions)site.Tree.Options)];
            var index = tokens.FindIndex(token => token.IsKind(SyntaxKind.IdentifierToken) && token.SpanStart == hit.Start - span.Start);
            if (index >= 0) Judge(tokens, index, span, publishing, site);
        }
    }

    private void Judge(List<SyntaxToken> tokens, int index, TextSpan span, ulong publishing, NameSite site)
    {
        var name = tokens[index].ValueText;
        for (var at = index; at >= 2 && tokens[at - 1].Kind() is SyntaxKind.DotToken or SyntaxKind.ColonColonToken && tokens[at - 2].IsKind(SyntaxKind.IdentifierToken); at -= 2)
            name = tokens[at - 2].ValueText + "." + name;
        var place = new TextSpan(span.Start + tokens[index].SpanStart, tokens[index].Span.Length);
        var around = site.Tree.GetRoot(site.Cancel).FindToken(span.Start).Parent;
        if (around is null) return;
        foreach (var full in _names.Of(name, around, site.Cancel))
        {
            var withholding = new[] { "T:", "N:" }.SelectMany(kind => new[] { full, full + "Attribute" }.Select(name => symbols.OfId(kind + name))).FirstOrDefault(found => found is not null);
            if (withholding is null) continue;
            if (index + 2 < tokens.Count && tokens[index + 1].IsKind(SyntaxKind.DotToken) && tokens[index + 2].IsKind(SyntaxKind.IdentifierToken)
                && symbols.OfId("N:" + full) is not null && symbols.OfId("T:" + full + "." + tokens[index + 2].ValueText) is { } inner)
            {
                // The longer name is reported at its end, once: by a word of its own if it has one.
                if (written.IsWord(tokens[index + 2].ValueText)) return;
                place = new TextSpan(span.Start + tokens[index + 2].SpanStart, tokens[index + 2].Span.Length);
                (name, withholding) = (name + "." + tokens[index + 2].ValueText, inner);
            }

            if ((withholding.Withheld & publishing) is not 0 and var editions) report.Report(new Mention(CodeRules.InactiveText, name, "T:" + full, withholding, site.Tree, place), editions, site.Report);
            return;
        }
    }
}
