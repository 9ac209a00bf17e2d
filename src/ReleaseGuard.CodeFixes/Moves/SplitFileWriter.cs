using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>
/// Writes moved code into the file of its edition: a new one with the header, the usings, the nullable context and the namespace of the
/// file it came from, or the parts of one that is there already.
/// </summary>
/// <param name="text">The text that the code leaves.</param>
/// <param name="root">The same, as an edition parses it that may have the code: it has all its usings.</param>
internal sealed class SplitFileWriter(SourceText text, CompilationUnitSyntax root)
{
    private readonly LineLayout _layout = new(text);

    private string Line => _layout.LineEndAt(0);

    /// <summary>A new file.</summary>
    public SourceText Create(MovedCode moved)
    {
        var written = new StringBuilder();
        written.Append(Header());
        written.Append(Nullable());
        var head = written.Length;
        foreach (var alias in root.Externs) written.Append(alias.ToString()).Append(Line);
        foreach (var import in root.Usings.Where(IsCarried)) written.Append(import.ToString()).Append(Line);
        if (moved.AssemblyAttributes.Count > 0)
        {
            if (written.Length > head) written.Append(Line);
            foreach (var attribute in moved.AssemblyAttributes) written.Append(attribute).Append(Line);
        }

        foreach (var space in Spaces(moved))
        {
            if (written.Length > 0) written.Append(Line);
            WriteNamespace(space, moved, written);
        }

        return SourceText.From(written.ToString(), text.Encoding, text.ChecksumAlgorithm);
    }

    /// <summary>An existing file with the moved code added to it; null when it has no place for it.</summary>
    public FileChange? Extend(SourceText existing, CompilationUnitSyntax into, MovedCode moved)
    {
        var layout = new LineLayout(existing);
        var line = layout.LineEndAt(0);
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        var imports = root.Usings.Where(IsCarried).Select(import => import.ToString()).Except(into.Usings.Select(import => import.ToString()), StringComparer.Ordinal).ToList();
        if (imports.Count > 0)
        {
            var at = into.Usings.Count > 0 ? existing.Lines.GetLineFromPosition(into.Usings.Last().Span.End).EndIncludingLineBreak : Attachment.StartOf(into.GetFirstToken());
            edits.Add(new TextChange(new TextSpan(at, 0), string.Concat(imports.Select(import => import + line)) + (into.Usings.Count > 0 ? "" : line)));
        }

        if (moved.AssemblyAttributes.Count > 0)
        {
            var at = into.AttributeLists.Count > 0 ? into.AttributeLists.Last().Span.End : into.Usings.Count > 0 ? into.Usings.Last().Span.End : -1;
            var attributes = string.Join(line, moved.AssemblyAttributes);
            edits.Add(at >= 0 ? new TextChange(new TextSpan(Math.Max(at, 0), 0), (into.AttributeLists.Count > 0 ? line : line + line) + attributes) : new TextChange(new TextSpan(0, 0), attributes + line));
        }

        var rest = new MovedCode();
        rest.Types.AddRange(moved.Types);
        foreach (var part in moved.Parts.Values)
        {
            var here = part.Attributes.Count + part.Bases.Count > 0 ? null
                : into.DescendantNodes().OfType<TypeDeclarationSyntax>().FirstOrDefault(type => part.Chain.IsPart(type) && !type.OpenBraceToken.IsMissing && type.OpenBraceToken.RawKind != 0);
            if (here is null)
            {
                rest.Parts[part.Chain] = part;
                continue;
            }

            var brace = here.CloseBraceToken;
            var start = layout.BlankBefore(brace.SpanStart);
            var members = string.Join(line + line, Ordered(part));
            var separator = here.Members.Count > 0 ? line : "";
            edits.Add(layout.IsLineStart(start)
                ? new TextChange(new TextSpan(start, 0), separator + members + line)
                : new TextChange(TextSpan.FromBounds(start, brace.SpanStart), line + separator + members + line + layout.IndentOf(brace.SpanStart)));
        }

        foreach (var space in Spaces(rest))
        {
            var scope = into.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(one => one.Name.ToString() == space);
            if (space.Length > 0 && scope is null && into.Members.Any(member => member is FileScopedNamespaceDeclarationSyntax)) return null;
            var written = new StringBuilder();
            if (scope is null && space.Length > 0) WriteNamespace(space, rest, written);
            else WriteTypes(space, rest, written);
            if (scope is NamespaceDeclarationSyntax block)
            {
                edits.Add(new TextChange(new TextSpan(layout.BlankBefore(block.CloseBraceToken.SpanStart), 0), line + written));
            }
            else
            {
                var end = existing.Length;
                var ended = end == 0 || existing[end - 1] == '\n';
                edits.Add(new TextChange(new TextSpan(end, 0), (ended ? "" : line) + line + written));
            }
        }

        return new FileChange(existing, edits.ToImmutable());
    }

    private static IEnumerable<string> Spaces(MovedCode moved) =>
        moved.Parts.Keys.Select(chain => chain.Namespace).Concat(moved.Types.Select(type => type.Namespace)).Distinct(StringComparer.Ordinal).OrderBy(space => space, StringComparer.Ordinal);

    /// <summary>Comments that open the file, up to the first blank line: the licence, and who generated it.</summary>
    private string Header()
    {
        var first = root.GetFirstToken(includeZeroWidth: true);
        var end = 0;
        foreach (var trivia in first.LeadingTrivia)
        {
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) end = text.Lines.GetLineFromPosition(trivia.Span.End).EndIncludingLineBreak;
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)) break;
            else if (end > 0 && trivia.IsKind(SyntaxKind.EndOfLineTrivia) && trivia.SpanStart >= end) break;
        }

        // A comment directly above a declaration belongs to it, unless the file has only that.
        if (end == 0 || (Attachment.StartOf(first) < end && first.Parent is MemberDeclarationSyntax and not BaseNamespaceDeclarationSyntax)) return "";
        return text.ToString(TextSpan.FromBounds(0, end)) + (Attachment.StartOf(first) < end ? "" : Line);
    }

    private string Nullable()
    {
        var found = root.DescendantTrivia(descendIntoTrivia: false).Where(trivia => trivia.IsKind(SyntaxKind.NullableDirectiveTrivia)).Select(trivia => trivia.ToString().Trim()).FirstOrDefault();
        return found is null ? "" : found + Line;
    }

    private static bool IsCarried(UsingDirectiveSyntax import) => import.GlobalKeyword.RawKind == 0;

    private void WriteNamespace(string space, MovedCode moved, StringBuilder written)
    {
        var original = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(one => TypeChainNamespace(one) == space);
        var inner = original is null ? "" : string.Concat(original.Usings.Select(import => (original is NamespaceDeclarationSyntax ? _layout.Step() : "") + import + Line));
        if (space.Length == 0)
        {
            WriteTypes(space, moved, written);
        }
        else if (original is NamespaceDeclarationSyntax)
        {
            written.Append("namespace ").Append(space).Append(Line).Append('{').Append(Line);
            if (inner.Length > 0) written.Append(inner).Append(Line);
            WriteTypes(space, moved, written);
            written.Append('}').Append(Line);
        }
        else
        {
            written.Append("namespace ").Append(space).Append(';').Append(Line).Append(Line);
            if (inner.Length > 0) written.Append(inner).Append(Line);
            WriteTypes(space, moved, written);
        }
    }

    private static string TypeChainNamespace(BaseNamespaceDeclarationSyntax space) =>
        string.Join(".", space.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(one => one.Name.ToString()));

    private void WriteTypes(string space, MovedCode moved, StringBuilder written)
    {
        var first = true;
        foreach (var part in moved.Parts.Values.Where(part => part.Chain.Namespace == space).OrderBy(part => part.Chain.Types.Last().SpanStart))
        {
            if (!first) written.Append(Line);
            first = false;
            WritePart(part, written);
        }

        foreach (var type in moved.Types.Where(type => type.Namespace == space).OrderBy(type => type.Position))
        {
            if (!first) written.Append(Line);
            first = false;
            written.Append(type.Text).Append(Line);
        }
    }

    private void WritePart(MovedPart part, StringBuilder written)
    {
        for (var i = 0; i < part.Chain.Types.Length; i++)
        {
            var type = part.Chain.Types[i];
            var indent = _layout.IndentOf(type.SpanStart);
            var last = i == part.Chain.Types.Length - 1;
            foreach (var attribute in last ? part.Attributes : []) written.Append(indent).Append(attribute).Append(Line);
            written.Append(indent).Append(TypeChain.Head(type, last && part.Bases.Count > 0 ? string.Join(", ", part.Bases) : null)).Append(Line).Append(indent).Append('{').Append(Line);
        }

        var members = string.Join(Line + Line, Ordered(part));
        if (members.Length > 0) written.Append(members).Append(Line);
        foreach (var type in part.Chain.Types.Reverse()) written.Append(_layout.IndentOf(type.SpanStart)).Append('}').Append(Line);
    }

    private static IEnumerable<string> Ordered(MovedPart part) => part.Members.OrderBy(member => member.Position).Select(member => member.Text);
}
