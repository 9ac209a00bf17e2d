using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers.Editions;
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

    public void Analyze(SemanticModelAnalysisContext context)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var cancel = context.CancellationToken;
        var scan = vocabulary.Scan(tree.GetText(cancel));
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
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(hit.Start) && token.ValueText == hit.Word) Judge(token, context);
        }
    }

    private void Judge(SyntaxToken token, SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        var cancel = context.CancellationToken;
        var mention = token.Parent is SimpleNameSyntax name ? Mentioned(name, model, cancel) : Declared(token, model, cancel);
        if (mention is null) return;
        var editions = report.EditionsBreaking(mention, cancel);
        if (editions == 0) return;
        // What stands inside a withheld declaration leaves the edition with it.
        if (mention.Rule != CodeRules.SymbolDeclared && MentionPlaces.IsInsideWithheld(token.Parent!, model, symbols, cancel)) return;
        report.Report(mention, editions, context.ReportDiagnostic);
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
