using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Interfaces;

/// <summary>
/// Plans the move of one constant from a withheld type to open code: the value stands there, the withheld constant takes it from there, and so
/// do the uses in the project. The value is the same in every edition, so nothing else changes.
/// </summary>
internal sealed class ConstantPlanner(FixSession session, ContractPlace place, IFieldSymbol constant, ulong allowed)
{
    private readonly EditionReader _reader = new(session.Variants, allowed);
    private readonly string _id = constant.GetDocumentationCommentId()!;
    private readonly string _holder = ContractPlace.StemOf(constant.ContainingType) + "Constants";

    private string Written => place.Namespace + "." + _holder + "." + constant.Name;

    public async Task<FixDraft?> Plan(CancellationToken cancel)
    {
        if (session.CompilationOf(place.Withheld) is not { } compilation || DocumentationCommentId.GetFirstSymbolForDeclarationId(_id, compilation) is not IFieldSymbol { HasConstantValue: true } declared) return null;
        if (declared.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || await reference.GetSyntaxAsync(cancel).ConfigureAwait(false) is not VariableDeclaratorSyntax { Initializer.Value: { } value }) return null;
        var draft = FixDraft.Empty with { ReachesOtherFiles = true };
        foreach (var document in place.User.Documents)
        {
            if (document.FilePath is not { } path || await _reader.Model(path, cancel).ConfigureAwait(false) is not { } model) continue;
            if (Uses(model, cancel) is not { } edits) return null;
            if (edits.Count > 0) draft = draft with { Changes = draft.Changes.SetItem(path, new FileChange(await model.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false), [.. edits])) };
        }

        if (draft.Changes.IsEmpty || Constant(declared, value) is not { } line) return null;
        draft = draft with { Changes = draft.Changes.SetItem(reference.SyntaxTree.FilePath, new FileChange(await reference.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false), [new TextChange(value.Span, Written)])) };
        if (await Declare(draft, line, cancel).ConfigureAwait(false) is not { } written) return null;
        return (await session.Variants.NewProblems(written, allowed, cancel).ConfigureAwait(false)).Count == 0 && await place.IsQuiet(session, written, cancel).ConfigureAwait(false) ? written : null;
    }

    private List<TextChange>? Uses(SemanticModel model, CancellationToken cancel)
    {
        var edits = new List<TextChange>();
        foreach (var name in model.SyntaxTree.GetRoot(cancel).DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == constant.Name))
        {
            if (model.GetSymbolInfo(name, cancel).Symbol is not IFieldSymbol field || field.GetDocumentationCommentId() != _id) continue;
            ExpressionSyntax top = name;
            if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) top = access;
            if (top.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } }) return null;
            edits.Add(new TextChange(top.Span, Written));
        }

        return edits;
    }

    /// <summary>The declaration in open code: with the value as it is written where it names nothing, else as the compiler knows it.</summary>
    private static string? Constant(IFieldSymbol declared, ExpressionSyntax value)
    {
        if (declared.Type is not { SpecialType: not SpecialType.None } type) return null;
        var written = value.DescendantNodesAndSelf().Any(node => node is SimpleNameSyntax) ? declared.ConstantValue is { } known ? SymbolDisplay.FormatPrimitive(known, quoteStrings: true, useHexadecimalNumbers: false) : null : value.ToString();
        return written is null ? null : $"    /// <summary>A value that every edition has.</summary>\n    public const {type.ToDisplayString()} {declared.Name} = {written};\n";
    }

    private async Task<FixDraft?> Declare(FixDraft draft, string line, CancellationToken cancel)
    {
        var path = Path.Combine(Path.GetDirectoryName(place.Contract.FilePath) ?? "", _holder + ".cs");
        if (place.Contract.Documents.FirstOrDefault(document => document.FilePath == path) is { } there)
        {
            var text = await there.GetTextAsync(cancel).ConfigureAwait(false);
            var root = await there.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
            if (root?.DescendantNodes().OfType<ClassDeclarationSyntax>().FirstOrDefault(type => type.Identifier.ValueText == _holder) is not { } holder || holder.Members.OfType<FieldDeclarationSyntax>().Any(field => field.Declaration.Variables.Any(one => one.Identifier.ValueText == constant.Name))) return null;
            var layout = new LineLayout(text);
            var end = layout.BlankBefore(holder.CloseBraceToken.SpanStart);
            var ending = layout.LineEndAt(0);
            return layout.IsLineStart(end) ? draft with { Changes = draft.Changes.SetItem(path, new FileChange(text, [new TextChange(new TextSpan(end, 0), (ending == "\n" ? "\n" + line : (ending + line.Replace("\n", ending))))])) } : null;
        }

        return place.Add(session, draft, place.Contract, _holder + ".cs", $"namespace {place.Namespace};\n\n/// <summary>Values that open code owns and other editions take from it.</summary>\npublic static class {_holder}\n{{\n{line}}}\n");
    }
}
