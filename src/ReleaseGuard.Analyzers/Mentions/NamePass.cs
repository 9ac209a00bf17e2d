using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Guards;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Analyzers.Rules.Code;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Finds mentions that are written as a name. The text of a file is scanned for the policy's words; only a word that is
/// there is bound. A name is judged once, at itself: a dotted name at its first withheld type, a member at its own name.
/// </summary>
internal sealed class NamePass(EditionScope scope, WithheldSymbols symbols, Vocabulary vocabulary, WrittenNames written, MentionReport report, RunTimeChecks checks, GuardDefinitions guards)
{
    private readonly UnresolvedNames _unresolved = new(symbols, scope.Loaded.Names!, written);
    private readonly FriendPass _friends = new(scope, symbols, report);
    private readonly AliasNames _aliases = new(symbols.Compilation, vocabulary);

    public void Analyze(SemanticModelAnalysisContext context)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var cancel = context.CancellationToken;
        var site = new NameSite(tree, context.SemanticModel, context.ReportDiagnostic, cancel);
        var scan = vocabulary.Scan(tree.GetText(cancel));
        JudgeAliases(scan, site, null);
        var open = scope.Loaded.Names!.OpenNames;
        if (open.Count > 0) JudgeOpenNames(open, tree.GetRoot(cancel), site, null);
        if (scan.Hits.Length == 0 && !scan.HasEscapes) return;
        var root = tree.GetRoot(cancel);
        foreach (var hit in scan.Hits)
        {
            var token = root.FindToken(hit.Start, findInsideTrivia: true);
            if (token.Span.Contains(hit.Start)) Judge(hit, token, site);
        }

        if (scan.HasEscapes) JudgeEscapedNames(root, site, null);
    }

    /// <summary>Judges the names of a part that this build skips, in the model of an edition that compiles it.</summary>
    public void AnalyzeSkipped(SkippedPart part)
    {
        var site = part.Site;
        var scan = vocabulary.Scan(site.Tree.GetText(site.Cancel));
        var root = site.Model.SyntaxTree.GetRoot(site.Cancel);
        foreach (var hit in scan.Hits)
        {
            if (!part.Contains(hit.Start)) continue;
            var token = root.FindToken(hit.Start, findInsideTrivia: true);
            if (token.Span.Contains(hit.Start)) Judge(hit, token, site);
        }

        JudgeAliases(scan, site, part);
        if (scan.HasEscapes) JudgeEscapedNames(root, site, part);
        if (scope.Loaded.Names!.OpenNames is { Count: > 0 } open) JudgeOpenNames(open, root, site, part);
    }

    private void Judge(WordHit hit, SyntaxToken token, NameSite site)
    {
        if ((hit.Use & (WordUse.Friend | WordUse.Suppression)) != 0) _friends.Judge(hit, token, site);
        if ((hit.Use & WordUse.Edition) != 0) guards.Judge(token, site);
        if ((hit.Use & WordUse.Symbol) == 0) return;
        if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == hit.Word) JudgeName(token, site);
        else if (token.IsKind(SyntaxKind.XmlTextLiteralToken)) JudgeProse(token, hit, site);
    }

    /// <summary>Raw text does not show a name behind an escape or a format character; in the rare file that has one, every identifier is read.</summary>
    private void JudgeEscapedNames(SyntaxNode root, NameSite site, SkippedPart? part)
    {
        foreach (var token in root.DescendantTokens(descendIntoTrivia: true))
        {
            if (part?.Contains(token.SpanStart) != false && token.IsKind(SyntaxKind.IdentifierToken) && IsDisguised(token) && (vocabulary.UseOf(token.ValueText) & WordUse.Symbol) != 0) JudgeName(token, site);
        }
    }

    /// <summary>What a wildcard names is no word; where the compiler has not seen it either, identifiers that fit are read.</summary>
    private void JudgeOpenNames(IReadOnlyList<OpenName> open, SyntaxNode root, NameSite site, SkippedPart? part)
    {
        foreach (var token in root.DescendantTokens(descendIntoTrivia: true))
        {
            if (part?.Contains(token.SpanStart) == false || !token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not SimpleNameSyntax name || (vocabulary.UseOf(token.ValueText) & WordUse.Symbol) != 0) continue;
            if (open.Any(one => one.Fits(token.ValueText) && (!one.IsAny || _unresolved.IsPlain(name))) && IsUnresolved(site.Model.GetSymbolInfo(name, site.Cancel))) JudgeName(token, site);
        }
    }

    private static bool IsUnresolved(SymbolInfo info) => info.Symbol is null or IErrorTypeSymbol && info.CandidateSymbols.IsEmpty;

    private static bool IsDisguised(SyntaxToken token) => token.Text.Length > token.ValueText.Length + 1 || (token.Text != token.ValueText && token.Text[0] != '@');

    private void JudgeAliases(TextScan scan, NameSite site, SkippedPart? part)
    {
        foreach (var hit in _aliases.In(site.Model.SyntaxTree, scan, site.Cancel))
        {
            if (part?.Contains(hit.Start) == false) continue;
            var token = site.Model.SyntaxTree.GetRoot(site.Cancel).FindToken(hit.Start);
            if (token.Parent is not IdentifierNameSyntax name || token.SpanStart != hit.Start) continue;
            if (site.Model.GetAliasInfo(name, site.Cancel) is { Target: not IErrorTypeSymbol } alias) JudgeAlias(name, alias, site);
            else if (name.Parent is not NameEqualsSyntax && IsUnresolved(site.Model.GetSymbolInfo(name, site.Cancel)) && _unresolved.Find(name, site.Model, site.Cancel) is { } unresolved) Report(unresolved, name, site);
        }
    }

    /// <summary>An alias is judged by what it stands for; as a qualifier it gives way to the name it leads to.</summary>
    private void JudgeAlias(IdentifierNameSyntax name, IAliasSymbol alias, NameSite site)
    {
        if (name.Parent is NameEqualsSyntax || (vocabulary.UseOf(name.Identifier.ValueText) & WordUse.Symbol) != 0) return;
        ISymbol? subject = alias.Target is ITypeSymbol type ? symbols.WithheldTypeIn(type) : null;
        if (subject is null || symbols.Of(subject) is not { } withholding) return;
        if (MentionPlaces.IsQualifierOfWithheldType(name, site.Model, symbols, site.Cancel)) return;
        var rule = MentionPlaces.RuleFor(name, ref subject, site.Model, site.Cancel);
        Report(MentionPlaces.Create(rule, subject, withholding, name.Identifier, site.Model, site.Cancel), name, site);
    }

    /// <summary>A word in the prose of a documentation comment, when it would mean the withheld type in the code beside it.</summary>
    private void JudgeProse(SyntaxToken token, WordHit hit, NameSite site)
    {
        var documented = token.Parent!.FirstAncestorOrSelf<DocumentationCommentTriviaSyntax>()?.ParentTrivia.Token.Parent;
        if (documented is null) return;
        foreach (var symbol in site.Model.LookupNamespacesAndTypes(documented.SpanStart, name: hit.Word))
        {
            if (symbol is not ITypeSymbol || symbols.Of(symbol) is not { } withholding) continue;
            Report(MentionPlaces.Create(CodeRules.InDocumentation, symbol, withholding, documented, new TextSpan(hit.Start, hit.Word.Length), site.Model, site.Cancel), documented, site);
            return;
        }

        if (_unresolved.FindProse(token, hit, documented, site.Cancel) is { } unresolved) Report(unresolved, documented, site);
    }

    private void JudgeName(SyntaxToken token, NameSite site)
    {
        var mention = token.Parent is SimpleNameSyntax name ? Mentioned(name, site.Model, site.Cancel) : Declared(token, site.Model, site.Cancel);
        if (mention is not null) Report(mention, token.Parent!, site);
    }

    private void Report(Mention mention, SyntaxNode node, NameSite site)
    {
        mention = mention with { Tree = site.Tree };
        var editions = report.EditionsBreaking(mention, site.Cancel);
        var published = report.EditionsPublishing(mention, site.Cancel);
        if ((editions | published) == 0) return;
        var from = mention.Rule == CodeRules.SymbolDeclared ? MentionPlaces.AroundDeclaration(node) : node;
        var remaining = MentionPlaces.Remaining(editions | published, mention.Withholding, from, site.Model, symbols, site.Cancel);
        editions &= remaining;
        published &= remaining;
        if (published != 0) report.Report(mention with { Rule = CodeRules.InactiveText }, published, site.Report);
        if (editions == 0) return;
        report.ReportAt(mention, node, site.Model, editions, site.Report, site.Cancel);
        if (mention.Rule == CodeRules.InDocumentation || (editions & mention.Withholding.Withheld) == 0) return;
        var here = new[] { Location.Create(site.Tree, mention.Span) };
        if (report.InvertedArm(mention, site.Cancel) is { } arm)
        {
            var place = arm.Condition?.Span ?? arm.Directive.Span;
            if (site.Judged.Add(place)) report.Report(mention with { Rule = CodeRules.Contradictory, Span = place, Path = here }, editions, site.Report);
        }

        if (checks.Find(node, site.Model, site.Cancel) is { } test && site.Judged.Add(test.Span))
            report.Report(mention with { Rule = CodeRules.RunTimeCheck, Span = test.Span, Path = here }, editions & mention.Withholding.Withheld, site.Report);
    }

    private Mention? Declared(SyntaxToken token, SemanticModel model, CancellationToken cancel)
    {
        if (token.Parent is not { } parent || !MentionPlaces.IsDeclarationName(parent, token)) return null;
        if (model.GetDeclaredSymbol(parent, cancel) is not { } symbol || symbols.Of(symbol) is not { } withholding) return null;
        return MentionPlaces.Create(CodeRules.SymbolDeclared, symbol, withholding, token, model, cancel);
    }

    private Mention? Mentioned(SimpleNameSyntax name, SemanticModel model, CancellationToken cancel)
    {
        if (name.Parent is NameEqualsSyntax { Parent: UsingDirectiveSyntax }) return null;
        var info = model.GetSymbolInfo(name, cancel);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault(candidate => symbols.Of(candidate) is not null);
        if (symbol is null or IErrorTypeSymbol)
            return info.CandidateSymbols.IsEmpty || symbol is IErrorTypeSymbol ? _unresolved.Find(name, model, cancel) : null;
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } created }) symbol = created;
        if (symbols.Of(symbol) is not { } withholding) return null;
        if (symbol is INamespaceSymbol)
        {
            if (MentionPlaces.IsQualifierOfWithheld(name, model, symbols, cancel)) return null;
            if (MentionPlaces.IsNamespaceDeclaration(name)) return MentionPlaces.Create(CodeRules.SymbolDeclared, symbol, withholding, name.Identifier, model, cancel);
        }
        else if (symbol is ITypeSymbol && MentionPlaces.IsQualifierOfWithheldType(name, model, symbols, cancel))
        {
            return null;
        }
        else if (symbol is not ITypeSymbol && MentionPlaces.HasWithheldTypeQualifier(name, model, symbols, cancel))
        {
            return null;
        }

        return MentionPlaces.Create(MentionPlaces.RuleFor(name, ref symbol, model, cancel), symbol, withholding, name.Identifier, model, cancel);
    }
}
