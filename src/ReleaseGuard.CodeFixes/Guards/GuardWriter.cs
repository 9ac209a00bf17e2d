using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;

namespace ReleaseGuard.CodeFixes.Guards;

/// <summary>Writes the test of a guard at a site as edits of text: what stands there already keeps its characters.</summary>
internal sealed class GuardWriter(SemanticModel model, SourceText text)
{
    private readonly LineLayout _layout = new(text);

    public IEnumerable<TextChange> Write(GuardSite site, string test)
    {
        var node = site.Node;
        var refusal = MissingValue.Throw(model, node.SpanStart);
        switch (site.Form)
        {
            case GuardForm.Condition:
                return node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression } or ConditionalExpressionSyntax or AssignmentExpressionSyntax
                    ? [Insert(node.SpanStart, test + " && ("), Insert(node.Span.End, ")")]
                    : [Insert(node.SpanStart, test + " && ")];
            case GuardForm.Value when node is RefExpressionSyntax:
                return [];
            case GuardForm.Value:
                return Choice(node, test, refusal);
            case GuardForm.Initializer:
                return Nothing(node) is { } nothing ? Choice(node, test, nothing) : [];
            case GuardForm.Body:
                return Body((ExpressionSyntax)node, $"if (!{test}) {refusal};");
            case GuardForm.Statement:
                return Around((StatementSyntax)node, test);
            default:
                return Before((StatementSyntax)node, $"if (!{test}) {refusal};");
        }
    }

    /// <summary>What a field or property holds where the edition has no value for it; null for a value of a type that may itself be withheld.</summary>
    private string? Nothing(SyntaxNode value)
    {
        var type = model.GetDeclaredSymbol(value.Parent!.Parent!) switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        if (type is null) return null;
        if (type.IsValueType) return type.SpecialType != SpecialType.None || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, model.Compilation.Assembly) ? "default" : null;
        return type.NullableAnnotation == NullableAnnotation.Annotated || (model.GetNullableContext(value.SpanStart) & NullableContext.AnnotationsEnabled) == 0 ? "null" : "null!";
    }

    private static TextChange Insert(int position, string written) => new(new TextSpan(position, 0), written);

    private static IEnumerable<TextChange> Choice(SyntaxNode value, string test, string otherwise)
    {
        var (open, close) = value.Parent is ConditionalExpressionSyntax ? ("(", ")") : ("", "");
        var (inner, outer) = value is AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax or ConditionalExpressionSyntax ? ("(", ")") : ("", "");
        return [Insert(value.SpanStart, $"{open}{test} ? {inner}"), Insert(value.Span.End, $"{outer} : {otherwise}{close}")];
    }

    /// <summary>A block in the place of <c>=> expression</c>: on lines of its own for a member, on the same line for a lambda.</summary>
    private IEnumerable<TextChange> Body(ExpressionSyntax value, string first)
    {
        if (value.Parent is not ArrowExpressionClauseSyntax arrow) return [Insert(value.SpanStart, $"{{ {first} "), Insert(value.Span.End, "; }")];
        if (arrow.GetLastToken().GetNextToken() is not { RawKind: (int)SyntaxKind.SemicolonToken } semicolon) return [];
        var line = _layout.LineEndAt(arrow.SpanStart);
        var indent = _layout.IndentOf(arrow.Parent!.SpanStart);
        var inner = indent + _layout.Step();
        var before = arrow.GetFirstToken().GetPreviousToken().Span.End;
        return arrow.Parent is AccessorDeclarationSyntax
            ? [new TextChange(TextSpan.FromBounds(before, value.SpanStart), $" {{ {first} "), Insert(semicolon.Span.End, " }")]
            : [new TextChange(TextSpan.FromBounds(before, value.SpanStart), $"{line}{indent}{{{line}{inner}{first}{line}{inner}"), Insert(semicolon.Span.End, $"{line}{indent}}}")];
    }

    /// <summary><c>if (test)</c> around a statement: on its line, or with braces where it has several.</summary>
    private IEnumerable<TextChange> Around(StatementSyntax statement, string test)
    {
        var isOneLine = text.Lines.GetLineFromPosition(statement.SpanStart).LineNumber == text.Lines.GetLineFromPosition(statement.Span.End).LineNumber;
        if (isOneLine)
        {
            // An else behind it must not become the new test's.
            return statement.Parent is IfStatementSyntax { Else: not null } outer && outer.Statement == statement
                ? [Insert(statement.SpanStart, $"{{ if ({test}) "), Insert(statement.Span.End, " }")]
                : [Insert(statement.SpanStart, $"if ({test}) ")];
        }

        var start = _layout.BlankBefore(statement.SpanStart);
        if (!_layout.IsLineStart(start)) return Before(statement, $"if (!{test}) {MissingValue.Throw(model, statement.SpanStart)};");
        var line = _layout.LineEndAt(start);
        var indent = _layout.IndentOf(start);
        var end = Attachment.EndOf(statement.GetLastToken());
        return
        [
            Insert(start, $"{indent}if ({test}){line}{indent}{{{line}"),
            .. Reindented(start, end, indent, statement),
            Insert(end, $"{line}{indent}}}"),
        ];
    }

    private IEnumerable<TextChange> Reindented(int start, int end, string indent, SyntaxNode node) => _layout.Reindent(start, end, indent, indent + _layout.Step(), node.SyntaxTree.GetRoot());

    /// <summary>A statement before another; where only one may stand, both get braces.</summary>
    private IEnumerable<TextChange> Before(StatementSyntax statement, string first)
    {
        var start = Attachment.StartOf(statement.GetFirstToken());
        var blank = _layout.BlankBefore(start);
        var line = _layout.LineEndAt(start);
        var indent = _layout.IndentOf(start);
        if (GuardSite.IsInList(statement)) return [Insert(start, first + (_layout.IsLineStart(blank) ? line + indent : " "))];
        var end = Attachment.EndOf(statement.GetLastToken());
        if (!_layout.IsLineStart(blank)) return [Insert(statement.SpanStart, $"{{ {first} "), Insert(statement.Span.End, " }")];
        var outer = _layout.IndentOf(statement.Parent!.SpanStart);
        return [Insert(blank, $"{outer}{{{line}{indent}{first}{line}"), Insert(end, $"{line}{outer}}}")];
    }
}
