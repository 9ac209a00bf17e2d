using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Rules.Code;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>Judges attributes by their argument: friends by an assembly's name, and suppressions of this tool's own findings.</summary>
internal sealed class FriendPass(EditionScope scope, WithheldSymbols symbols, MentionReport report)
{
    public static readonly string[] FriendWords = ["InternalsVisibleTo", "InternalsVisibleToAttribute", "IgnoresAccessChecksTo", "IgnoresAccessChecksToAttribute"];
    public static readonly string[] SuppressionWords = ["SuppressMessage", "SuppressMessageAttribute", "UnconditionalSuppressMessage", "UnconditionalSuppressMessageAttribute"];

    public void Judge(WordHit hit, SyntaxToken token, NameSite site)
    {
        if (token.Parent is not SimpleNameSyntax name || MentionPlaces.TopOf(name).Parent is not AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } attribute) return;
        if ((hit.Use & WordUse.Friend) != 0) JudgeFriend(arguments[0].Expression, site);
        else if (arguments.Count > 1) JudgeSuppression(arguments[1].Expression, attribute, site);
    }

    private void JudgeFriend(ExpressionSyntax argument, NameSite site)
    {
        if (site.Model.GetConstantValue(argument, site.Cancel).Value is not string text) return;
        var name = text.Split(',')[0].Trim();
        if (symbols.OfAssemblyName(name) is not { } withholding) return;
        var mention = new Mention(CodeRules.Friend, name, "", withholding, site.Tree, argument.Span);
        if ((report.EditionsBreaking(mention, site.Cancel) & withholding.Withheld) is not 0 and var editions) report.Report(mention, editions, site.Report);
    }

    private void JudgeSuppression(ExpressionSyntax argument, AttributeSyntax attribute, NameSite site)
    {
        if (site.Model.GetConstantValue(argument, site.Cancel).Value is not string text) return;
        var id = text.Split(':')[0].Trim();
        if (id.Length != 6 || !id.StartsWith("RG", StringComparison.OrdinalIgnoreCase) || !id.Skip(2).All(char.IsDigit)) return;
        var editions = scope.CompiledIn(site.Tree, attribute.SpanStart, site.Cancel);
        report.ReportPlain(CodeRules.Suppressed, Location.Create(site.Tree, attribute.Span), editions, _ => SuppressedInSource.Message(id.ToUpperInvariant()), site.Report);
    }
}
