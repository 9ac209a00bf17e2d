using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>
/// What leaves one file: members whose whole body or signature is withheld, statements as a partial method, attributes and bases to
/// another part of their type, whole types. The rest of the file keeps its bytes.
/// </summary>
internal sealed class FileMove(SemanticModel model, SourceText text, string suffix, CutSet staying)
{
    private readonly LineRemoval _removal = new(text);
    private readonly LineLayout _layout = new(text);
    private readonly HashSet<TypeDeclarationSyntax> _partial = [];
    private readonly Dictionary<SyntaxNode, TextSpan> _removed = [];
    private readonly Dictionary<TypeDeclarationSyntax, HashSet<string>> _names = [];

    public MovedCode Moved { get; } = new();

    public List<TextChange> Edits { get; } = [];

    /// <summary>Members that were moved although only their body mentions something withheld; others may need them.</summary>
    public List<MemberDeclarationSyntax> WholeForTheirBody { get; } = [];

    /// <summary>Whether declarations leave the file.</summary>
    public bool MovesDeclarations { get; private set; }

    /// <summary>Takes all pieces; false when one of them cannot be moved.</summary>
    public bool Take(string path, IReadOnlyList<Cut> cuts)
    {
        var bodies = new Dictionary<MemberDeclarationSyntax, List<SyntaxNode>>();
        var whole = new List<MemberDeclarationSyntax>();
        foreach (var cut in cuts)
        {
            switch (cut.Kind)
            {
                case CutKind.Using:
                    Remove(cut.Node);
                    break;
                case CutKind.Member when cut.Node is MemberDeclarationSyntax member and not BaseNamespaceDeclarationSyntax:
                    whole.Add(member);
                    break;
                case CutKind.Node or CutKind.Item when TakeHeadPart(cut.Node):
                    break;
                case CutKind.Node or CutKind.Item when cut.Node is AttributeListSyntax or AttributeSyntax or BaseListSyntax or BaseTypeSyntax or TypeParameterConstraintClauseSyntax:
                    if (HolderOf(cut.Node) is not { } decorated) return false;
                    whole.Add(decorated);
                    break;
                case CutKind.File or CutKind.Member:
                    return false;
                default:
                    if (cut.Node is EnumMemberDeclarationSyntax || HolderOf(cut.Node) is not { } holder) return false;
                    if (StatementOf(cut) is not { } body) return false;
                    if (!bodies.TryGetValue(holder, out var list)) bodies[holder] = list = [];
                    list.Add(body);
                    break;
            }
        }

        foreach (var body in bodies)
        {
            if (whole.Any(member => member.Span.Contains(body.Key.Span))) continue;
            if (IsCovered(body.Key, body.Value) && staying.Holding(path, body.Key.Span) is null)
            {
                whole.Add(body.Key);
                WholeForTheirBody.Add(body.Key);
            }
            else if (!Extract(body.Key, body.Value))
            {
                return false;
            }
        }

        foreach (var member in whole)
        {
            if (!whole.Any(other => other != member && other.Span.Contains(member.Span))) Move(member);
        }

        MovesDeclarations = whole.Count > 0 || Moved.Parts.Count > 0;
        foreach (var type in _partial)
        {
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword)) Edits.Add(new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial "));
        }

        foreach (var span in _removed.Values.OrderBy(span => span.Start))
        {
            if (Edits.LastOrDefault(edit => edit.Span.IntersectsWith(span) && edit.Span.Length > 0) is { Span.Length: > 0 } touching && touching.NewText!.Length == 0)
            {
                Edits.Remove(touching);
                Edits.Add(new TextChange(TextSpan.FromBounds(System.Math.Min(touching.Span.Start, span.Start), System.Math.Max(touching.Span.End, span.End)), ""));
            }
            else
            {
                Edits.Add(new TextChange(span, ""));
            }
        }

        return true;
    }

    /// <summary>An attribute or base of a type that may stand on another part of it, and attributes of the assembly.</summary>
    private bool TakeHeadPart(SyntaxNode node)
    {
        var list = node as AttributeListSyntax ?? node.Parent as AttributeListSyntax;
        if (list?.Parent is CompilationUnitSyntax)
        {
            Moved.AssemblyAttributes.Add(node == list ? text.ToString(_removal.LinesOf(list)).Trim() : $"[{list.Target}{(list.Target is null ? "" : " ")}{node}]");
            if (node == list) Remove(node);
            else Edits.Add(new TextChange(ItemSpan(node), ""));
            return true;
        }

        if (list?.Parent is TypeDeclarationSyntax attributed)
        {
            PartOf(attributed).Attributes.Add(node == list ? text.ToString(_removal.LinesOf(list)).Trim() : $"[{node}]");
            if (node == list) Remove(node);
            else Edits.Add(new TextChange(ItemSpan(node), ""));
            return true;
        }

        // A base class takes its type along; an interface may stand on any part.
        if (node is SimpleBaseTypeSyntax { Parent: BaseListSyntax { Parent: TypeDeclarationSyntax owner } } item && IsInterface(item))
        {
            PartOf(owner).Bases.Add(item.ToString());
            Edits.Add(new TextChange(ItemSpan(item), ""));
            return true;
        }

        if (node is BaseListSyntax { Parent: TypeDeclarationSyntax type } bases && bases.Types.All(one => one is SimpleBaseTypeSyntax && IsInterface(one)))
        {
            PartOf(type).Bases.AddRange(bases.Types.Select(one => one.ToString()));
            Edits.Add(new TextChange(TextSpan.FromBounds(_layout.BlankBefore(bases.SpanStart), bases.Span.End), ""));
            return true;
        }

        return false;
    }

    private bool IsInterface(BaseTypeSyntax item) =>
        model.GetSymbolInfo(item.Type).Symbol is INamedTypeSymbol { TypeKind: TypeKind.Interface }
        || (model.GetTypeInfo(item.Type).Type is IErrorTypeSymbol && item.Parent!.Parent is StructDeclarationSyntax or InterfaceDeclarationSyntax);

    /// <summary>An item of a list with one of its commas and the white space beside it.</summary>
    private static TextSpan ItemSpan(SyntaxNode item)
    {
        var before = item.GetFirstToken().GetPreviousToken();
        var after = item.GetLastToken().GetNextToken();
        return before.IsKind(SyntaxKind.CommaToken) ? TextSpan.FromBounds(before.SpanStart, item.Span.End) : TextSpan.FromBounds(item.SpanStart, after.GetNextToken().SpanStart);
    }

    private MovedPart PartOf(TypeDeclarationSyntax type)
    {
        foreach (var outer in type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()) _partial.Add(outer);
        return Moved.PartOf(TypeChain.Around(type));
    }

    private static MemberDeclarationSyntax? HolderOf(SyntaxNode node) =>
        node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } member and not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax) ? member : null;

    /// <summary>The statement or body that holds a piece and can become a method's.</summary>
    private static SyntaxNode? StatementOf(Cut cut)
    {
        for (var at = cut; at is not null; at = CutFinder.Around(at))
        {
            if (at.Kind is CutKind.Statement or CutKind.Embedded or CutKind.Body) return at.Node is GlobalStatementSyntax ? null : at.Node;
        }

        return null;
    }

    /// <summary>Whether nothing of a member's body stays.</summary>
    private static bool IsCovered(MemberDeclarationSyntax member, List<SyntaxNode> pieces)
    {
        var bodies = member switch
        {
            BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } => [arrow],
            BaseMethodDeclarationSyntax { Body: { } block } => [block],
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => [arrow],
            IndexerDeclarationSyntax { ExpressionBody: { } arrow } => [arrow],
            BasePropertyDeclarationSyntax { AccessorList: { } list } => list.Accessors.Select(accessor => (SyntaxNode?)accessor.ExpressionBody ?? accessor.Body),
            _ => Enumerable.Empty<SyntaxNode?>(),
        };
        return bodies.All(body => body switch
        {
            BlockSyntax block => block.Statements.All(statement => statement is LocalFunctionStatementSyntax || pieces.Contains(statement)),
            ArrowExpressionClauseSyntax arrow => pieces.Contains(arrow),
            _ => false,
        });
    }

    private bool Extract(MemberDeclarationSyntax holder, List<SyntaxNode> pieces)
    {
        if (holder.Parent is not TypeDeclarationSyntax type) return false;
        pieces = [.. pieces.Where(piece => !pieces.Any(other => other != piece && other.Span.Contains(piece.Span))).Distinct().OrderBy(piece => piece.SpanStart)];
        var declarations = new List<string>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var extraction = new StatementExtraction(model, text, holder, FreeName(type, holder));
            if (pieces[i] is ArrowExpressionClauseSyntax arrow)
            {
                if (extraction.Extract(arrow) is not { } method || arrow.GetLastToken().GetNextToken() is not { RawKind: (int)SyntaxKind.SemicolonToken } semicolon) return false;
                Edits.Add(new TextChange(TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, semicolon.Span.End), Block(arrow, method.Call)));
                Add(type, holder, declarations, method);
                continue;
            }

            if (pieces[i] is not StatementSyntax statement) return false;
            var list = StatementRun.ListOf(statement);
            var run = new List<StatementSyntax> { statement };
            while (i + 1 < pieces.Count && list.Contains(pieces[i + 1]) && list[IndexOf(list, run[run.Count - 1]) + 1] == pieces[i + 1]) run.Add((StatementSyntax)pieces[++i]);
            if (extraction.Extract(run) is not { } extracted) return false;
            var start = Attachment.StartOf(run[0].GetFirstToken());
            var span = TextSpan.FromBounds(start, Attachment.EndOf(run[run.Count - 1].GetLastToken()));
            var call = extracted.Call;
            var lines = _layout.LineEndAt(start) + _layout.IndentOf(statement.SpanStart);
            if (list.Count == 1 && statement.Parent is not (BlockSyntax or SwitchSectionSyntax) && call.IndexOf('\n') >= 0) call = "{" + lines + call + lines + "}";
            Edits.Add(new TextChange(span, call));
            Add(type, holder, declarations, extracted);
        }

        var line = _layout.LineEndAt(holder.SpanStart);
        var indent = _layout.IndentOf(holder.SpanStart);
        Edits.Add(new TextChange(new TextSpan(Attachment.EndOf(holder.GetLastToken()), 0), string.Concat(declarations.Select(declaration => line + line + indent + declaration))));
        return true;
    }

    /// <summary>Takes the statements of an arm, as a partial method; the other arm's statements stay, for the editions where that does nothing.</summary>
    public bool ExtractArm(ArmGroup group, IReadOnlyList<StatementSyntax> run)
    {
        if (HolderOf(run[0]) is not { Parent: TypeDeclarationSyntax type } holder) return false;
        var hasOther = group.HasOther(text);
        if (new StatementExtraction(model, text, holder, FreeName(type, holder)).Extract(run, goesOn: true, isTold: hasOther) is not { } extracted) return false;
        var indent = _layout.IndentOf(run[0].SpanStart);
        var line = _layout.LineEndAt(group.Lines.Start);
        var written = indent + extracted.Call;
        var other = hasOther ? text.GetSubText(group.Other) : null;
        if (other is not null && extracted.Flag is { } flag)
        {
            var deeper = other.WithChanges(new LineLayout(other).Reindent(0, other.Length, indent, indent + _layout.Step(), CSharpSyntaxTree.ParseText(other).GetRoot())).ToString();
            written += $"{line}{indent}if (!{flag}){line}{indent}{{{line}{deeper.TrimEnd()}{line}{indent}}}";
        }
        else if (other is not null)
        {
            written += line + other.ToString().TrimEnd('\r', '\n');
        }

        Edits.Add(new TextChange(group.Lines, written));
        Declare(group, type, holder, extracted);
        return true;
    }

    /// <summary>Takes the expression of an arm behind <c>=></c>, as a partial method; the other arm's is the value where that does nothing.</summary>
    public bool ExtractArm(ArmGroup group, ArrowExpressionClauseSyntax arrow)
    {
        if (HolderOf(arrow) is not { Parent: TypeDeclarationSyntax type } holder || arrow.Parent is AccessorDeclarationSyntax or LocalFunctionStatementSyntax) return false;
        var other = group.HasOther(text) ? text.ToString(group.Other).Trim() : null;
        if (other is not null && !other.EndsWith(";", System.StringComparison.Ordinal)) return false;
        if (new StatementExtraction(model, text, holder, FreeName(type, holder)).Extract(arrow, other?.TrimEnd(';')) is not { } method) return false;
        Edits.Add(new TextChange(TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, group.Lines.End), Block(arrow, method.Call)));
        Declare(group, type, holder, method);
        return true;
    }

    private void Declare(ArmGroup group, TypeDeclarationSyntax type, MemberDeclarationSyntax holder, ExtractedStatements method)
    {
        var declarations = new List<string>();
        Add(type, holder, declarations, method);
        var line = _layout.LineEndAt(holder.SpanStart);
        Edits.Add(new TextChange(new TextSpan(holder.Span.End <= group.Lines.End ? group.Lines.End : Attachment.EndOf(holder.GetLastToken()), 0), line + line + _layout.IndentOf(holder.SpanStart) + declarations[0]));
    }

    private void Add(TypeDeclarationSyntax type, MemberDeclarationSyntax holder, List<string> declarations, ExtractedStatements method)
    {
        declarations.Add(method.Declaration);
        PartOf(type).Members.Add((holder.SpanStart + declarations.Count, _layout.IndentOf(holder.SpanStart) + method.Implementation));
    }

    private static int IndexOf(IReadOnlyList<SyntaxNode> list, SyntaxNode node)
    {
        for (var i = 0; i < list.Count - 1; i++)
        {
            if (list[i] == node) return i;
        }

        return -1;
    }

    /// <summary>A block in the place of <c>=> expression;</c>: of a method, or of a property that gets its accessor back.</summary>
    private string Block(ArrowExpressionClauseSyntax arrow, string call)
    {
        var line = _layout.LineEndAt(arrow.SpanStart);
        var indent = _layout.IndentOf(arrow.Parent!.SpanStart);
        var step = _layout.Step();
        if (arrow.Parent is not (PropertyDeclarationSyntax or IndexerDeclarationSyntax)) return $"{line}{indent}{{{line}{indent}{step}{call}{line}{indent}}}";
        call = call.Replace(line + indent + step, line + indent + step + step);
        return $"{line}{indent}{{{line}{indent}{step}get{line}{indent}{step}{{{line}{indent}{step}{step}{call}{line}{indent}{step}}}{line}{indent}}}";
    }

    private string FreeName(TypeDeclarationSyntax type, MemberDeclarationSyntax holder)
    {
        if (!_names.TryGetValue(type, out var taken))
        {
            taken = _names[type] = [];
            if (model.GetDeclaredSymbol(type) is INamedTypeSymbol symbol) taken.UnionWith(symbol.MemberNames);
        }

        var stem = holder switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            ConstructorDeclarationSyntax => "Initialize",
            IndexerDeclarationSyntax => "Item",
            EventDeclarationSyntax @event => @event.Identifier.ValueText,
            _ => "Compute",
        } + suffix;
        var name = stem;
        for (var number = 2; !taken.Add(name); number++) name = stem + number;
        return name;
    }

    private void Move(MemberDeclarationSyntax member)
    {
        var lines = text.ToString(_removal.LinesOf(member));
        if (member.Parent is TypeDeclarationSyntax type) PartOf(type).Members.Add((member.SpanStart, lines));
        else Moved.Types.Add((TypeChain.Around(member).Namespace, member.SpanStart, lines));
        Remove(member);
    }

    private void Remove(SyntaxNode node) => _removed[node] = _removal.Of(node);
}
