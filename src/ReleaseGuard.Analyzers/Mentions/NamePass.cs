using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Rules.Code;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Finds mentions that are written as a name. The text of a file is scanned for the policy's words; only a word that is
/// there is bound. A name is judged once, at itself: a dotted name at its first withheld type, a member at its own name.
/// </summary>
internal sealed class NamePass(WithheldSymbols symbols, Vocabulary vocabulary, WrittenNames written, MentionReport report)
{
    private readonly UnresolvedNames _unresolved = new(symbols, written);
    private readonly AliasNames _aliases = new(symbols.Compilation, vocabulary);

    public void Analyze(SemanticModelAnalysisContext context)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var cancel = context.CancellationToken;
        var scan = vocabulary.Scan(tree.GetText(cancel));
        if (!symbols.InSight.IsEmpty)
        {
            foreach (var hit in _aliases.In(tree, scan, cancel))
            {
                var token = tree.GetRoot(cancel).FindToken(hit.Start);
                if (token.Parent is IdentifierNameSyntax name && token.SpanStart == hit.Start && context.SemanticModel.GetAliasInfo(name, cancel) is { } alias) JudgeAlias(name, alias, context);
            }
        }

        if (scan.Hits.Length == 0 && !scan.HasEscapes) return;
        var root = tree.GetRoot(cancel);
        if (scan.HasEscapes)
        {
            foreach (var token in root.DescendantTokens(descendIntoTrivia: true))
            {
                if (token.IsKind(SyntaxKind.IdentifierToken) && (vocabulary.UseOf(token.ValueText) & WordUse.Symbol) != 0)
                    Judge(token, context);
            }

            return;
        }

        foreach (var hit in scan.Hits)
        {
            if ((hit.Use & WordUse.Symbol) == 0) continue;
            var token = root.FindToken(hit.Start, findInsideTrivia: true);
            if (!token.Span.Contains(hit.Start)) continue;
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == hit.Word) Judge(token, context);
            else if (token.IsKind(SyntaxKind.XmlTextLiteralToken)) JudgeProse(token, hit, context);
        }
    }

    /// <summary>An alias is judged by what it stands for; as a qualifier it gives way to the name it leads to.</summary>
    private void JudgeAlias(IdentifierNameSyntax name, IAliasSymbol alias, SemanticModelAnalysisContext context)
    {
        var cancel = context.CancellationToken;
        if (name.Parent is NameEqualsSyntax || (vocabulary.UseOf(name.Identifier.ValueText) & WordUse.Symbol) != 0) return;
        ISymbol? subject = alias.Target is ITypeSymbol type ? symbols.WithheldTypeIn(type) : null;
        if (subject is null || symbols.Of(subject) is not { } withholding) return;
        if (MentionPlaces.IsQualifierOfWithheldType(name, context.SemanticModel, symbols, cancel)) return;
        var rule = MentionPlaces.RuleFor(name, ref subject, context.SemanticModel, cancel);
        Report(MentionPlaces.Create(rule, subject, withholding, name.Identifier, context.SemanticModel, cancel), name, context);
    }

    /// <summary>A word in the prose of a documentation comment, when it would mean the withheld type in the code beside it.</summary>
    private void JudgeProse(SyntaxToken token, WordHit hit, SemanticModelAnalysisContext context)
    {
        var cancel = context.CancellationToken;
        var model = context.SemanticModel;
        var documented = token.Parent!.FirstAncestorOrSelf<DocumentationCommentTriviaSyntax>()?.ParentTrivia.Token.Parent;
        if (documented is null) return;
        foreach (var symbol in model.LookupNamespacesAndTypes(documented.SpanStart, name: hit.Word))
        {
            if (symbol is not ITypeSymbol || symbols.Of(symbol) is not { } withholding) continue;
            var mention = MentionPlaces.Create(CodeRules.InDocumentation, symbol, withholding, documented, new TextSpan(hit.Start, hit.Word.Length), model, cancel);
            Report(mention, documented, context);
            return;
        }

        if (_unresolved.FindProse(token, hit, documented, cancel) is { } unresolved) Report(unresolved, documented, context);
    }

    private void Report(Mention mention, SyntaxNode node, SemanticModelAnalysisContext context)
    {
        var editions = report.EditionsBreaking(mention, context.CancellationToken);
        if (editions == 0) return;
        // What stands inside a withheld declaration leaves the edition with it.
        if (mention.Rule != CodeRules.SymbolDeclared && MentionPlaces.IsInsideWithheld(node, context.SemanticModel, symbols, context.CancellationToken)) return;
        report.Report(mention, editions, context.ReportDiagnostic);
    }

    private void Judge(SyntaxToken token, SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        var cancel = context.CancellationToken;
        var mention = token.Parent is SimpleNameSyntax name ? Mentioned(name, model, cancel) : Declared(token, model, cancel);
        if (mention is not null) Report(mention, token.Parent!, context);
    }

    private Mention? Declared(SyntaxToken token, SemanticModel model, CancellationToken cancel)
    {
        if (token.Parent is not { } parent || !MentionPlaces.IsDeclarationName(parent, token)) return null;
        if (model.GetDeclaredSymbol(parent, cancel) is not { } symbol || symbols.Of(symbol) is not { } withholding) return null;
        return MentionPlaces.IsInsideWithheld(parent.Parent!, model, symbols, cancel)
            ? null
            : MentionPlaces.Create(CodeRules.SymbolDeclared, symbol, withholding, token, model, cancel);
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
            if (MentionPlaces.IsNamespaceDeclaration(name))
            {
                return MentionPlaces.IsInsideWithheld(name.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()!.Parent!, model, symbols, cancel)
                    ? null
                    : MentionPlaces.Create(CodeRules.SymbolDeclared, symbol, withholding, name.Identifier, model, cancel);
            }
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
