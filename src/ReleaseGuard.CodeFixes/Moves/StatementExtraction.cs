using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>
/// Turns statements into a partial method: what they read becomes a parameter, what they write and others read a <c>ref</c> parameter, and
/// a value they return is handed back with a flag. In an edition without the implementation the call vanishes: written variables keep their
/// value, and where a value must be returned the member throws.
/// </summary>
internal sealed class StatementExtraction(SemanticModel model, SourceText text, MemberDeclarationSyntax holder, string name)
{
    private readonly LineLayout _layout = new(text);
    private readonly string _result = Free("result", holder);
    private readonly string _done = Free("done", holder);

    /// <summary>Extracts a run of statements of one list; null when their control flow or variables cannot be carried over.</summary>
    /// <param name="run">The statements.</param>
    /// <param name="goesOn">Whether other statements run where the method has no body: then nothing throws there.</param>
    /// <param name="isTold">Whether those must not run where it has one: the flag then says that it has run, though it returned nothing.</param>
    public ExtractedStatements? Extract(IReadOnlyList<StatementSyntax> run, bool goesOn = false, bool isTold = false)
    {
        var first = run[0];
        var last = run[run.Count - 1];
        if (run.Any(HasNoMethodForm)) return null;
        if (model.AnalyzeDataFlow(first, last) is not { Succeeded: true } data || model.AnalyzeControlFlow(first, last) is not { Succeeded: true } control) return null;
        if (control.ExitPoints.Any(exit => exit is not ReturnStatementSyntax) || control.EntryPoints.Length > 0) return null;
        var returns = control.ExitPoints.OfType<ReturnStatementSyntax>().ToList();
        if (returns.Count > 0 && ReturnType(first) is null) return null;
        isTold &= control.EndPointIsReachable;
        // One flag cannot tell "returned" from "went through".
        if (isTold && returns.Count > 0) return null;
        var valued = returns.Any(exit => exit.Expression is not null);
        if (Parameters(data, first.SpanStart) is not { } parameters) return null;
        if (valued)
        {
            parameters.Add(("ref " + ReturnType(first), _result, "ref "));
        }

        if (returns.Count > 0 || isTold) parameters.Add(("ref bool", _done, "ref "));
        var indent = _layout.IndentOf(first.SpanStart);
        var line = _layout.LineEndAt(first.SpanStart);
        var call = new StringBuilder();
        if (valued) call.Append($"{ReturnType(first)} {_result} = default!;{line}{indent}");
        if (returns.Count > 0 || isTold) call.Append($"var {_done} = false;{line}{indent}");
        call.Append(name).Append(TypeParameters()).Append('(').Append(string.Join(", ", parameters.Select(one => one.Pass + one.Name))).Append(");");
        if (returns.Count > 0 && (control.EndPointIsReachable || goesOn))
            call.Append($"{line}{indent}if ({_done}) return{(valued ? " " + _result : "")};");
        else if (valued && !goesOn)
            call.Append($"{line}{indent}return {_done} ? {_result} : {MissingValue.Throw(model, first.SpanStart)};");
        else if (!control.EndPointIsReachable && !goesOn)
            call.Append($"{line}{indent}{(returns.Count > 0 ? $"if (!{_done}) " : "")}{MissingValue.Throw(model, first.SpanStart)};");
        var body = Body(first, last, returns, run);
        if (isTold) body += $"{line}{MemberIndent}{_layout.Step()}{_done} = true;";
        return new ExtractedStatements(call.ToString(), Signature(parameters) + ";", Signature(parameters) + Block(body)) { Flag = isTold ? _done : null };
    }

    /// <summary>Extracts the expression after <c>=></c>; the call is the whole body of a block.</summary>
    /// <param name="arrow">The body.</param>
    /// <param name="otherwise">The value where the method has no body; null for a throw.</param>
    public ExtractedStatements? Extract(ArrowExpressionClauseSyntax arrow, string? otherwise = null)
    {
        if (model.AnalyzeDataFlow(arrow.Expression) is not { Succeeded: true } data || Parameters(data, arrow.SpanStart) is not { } parameters) return null;
        if (arrow.Expression.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax) || arrow.Expression is RefExpressionSyntax) return null;
        var line = _layout.LineEndAt(arrow.SpanStart);
        var indent = _layout.IndentOf(arrow.Parent!.SpanStart);
        var inner = indent + _layout.Step();
        var expression = text.ToString(arrow.Expression.Span);
        var type = ReturnType(arrow);
        if (type is null) return null;
        string call;
        string body;
        if (type == "void")
        {
            if (otherwise is not null) return null;
            call = $"{name}{TypeParameters()}({string.Join(", ", parameters.Select(one => one.Pass + one.Name))});";
            body = expression + ";";
        }
        else
        {
            parameters.Add(("ref " + type, _result, "ref "));
            parameters.Add(("ref bool", _done, "ref "));
            call = $"{type} {_result} = default!;{line}{inner}var {_done} = false;{line}{inner}{name}{TypeParameters()}({string.Join(", ", parameters.Select(one => one.Pass + one.Name))});"
                + $"{line}{inner}return {_done} ? {_result} : {otherwise ?? MissingValue.Throw(model, arrow.SpanStart)};";
            body = $"{_result} = {expression};{line}{MemberIndent}{_layout.Step()}{_done} = true;";
        }

        return new ExtractedStatements(call, Signature(parameters) + ";", Signature(parameters) + Block(MemberIndent + _layout.Step() + body));
    }

    private string MemberIndent => _layout.IndentOf(holder.SpanStart);

    private string Signature(List<(string Type, string Name, string Pass)> parameters)
    {
        var modifiers = (IsStatic ? "static " : "") + (holder.Modifiers.Any(SyntaxKind.UnsafeKeyword) ? "unsafe " : "");
        var constraints = holder is MethodDeclarationSyntax { ConstraintClauses: { Count: > 0 } clauses } ? " " + string.Join(" ", clauses.Select(clause => clause.ToString())) : "";
        return $"{modifiers}partial void {name}{TypeParameters()}({string.Join(", ", parameters.Select(one => one.Type + " " + one.Name))}){constraints}";
    }

    private bool IsStatic => holder.Modifiers.Any(SyntaxKind.StaticKeyword) || (holder.Parent is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.StaticKeyword)) || holder is OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax;

    private string TypeParameters() => holder is MethodDeclarationSyntax { TypeParameterList: { } list } ? list.ToString() : "";

    private string Block(string body)
    {
        var line = _layout.LineEndAt(holder.SpanStart);
        return $"{line}{MemberIndent}{{{line}{body}{line}{MemberIndent}}}";
    }

    /// <summary>The statements with their comments, moved to the indentation of a method's body, their returns rewritten.</summary>
    private string Body(StatementSyntax first, StatementSyntax last, List<ReturnStatementSyntax> returns, IReadOnlyList<StatementSyntax> run)
    {
        var start = Attachment.StartOf(first.GetFirstToken());
        start = _layout.BlankBefore(start);
        var end = Attachment.EndOf(last.GetLastToken());
        var line = _layout.LineEndAt(first.SpanStart);
        var edits = new List<TextChange>();
        foreach (var exit in returns)
        {
            var keyword = exit.ReturnKeyword.Span;
            var plain = run.Contains(exit) && exit == last;
            var value = exit.Expression is null ? "" : $"{_result} =";
            edits.Add(new TextChange(keyword, plain ? value : "{ " + value));
            var indent = _layout.IndentOf(exit.SpanStart);
            var done = exit.Expression is null ? $"{_done} = true;" : $";{line}{indent}{_done} = true;";
            edits.Add(new TextChange(exit.SemicolonToken.Span, plain ? done : exit.Expression is null ? $"{_done} = true; return; }}" : $"; {_done} = true; return; }}"));
        }

        edits.AddRange(_layout.Reindent(start, end, _layout.IndentOf(first.SpanStart), MemberIndent + _layout.Step(), first.SyntaxTree.GetRoot()));
        var changed = text.WithChanges(edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End));
        var grown = edits.Sum(edit => edit.NewText!.Length - edit.Span.Length);
        var body = changed.ToString(TextSpan.FromBounds(start, end + grown));
        return _layout.IsLineStart(start) ? body : MemberIndent + _layout.Step() + body.TrimStart();
    }

    private List<(string Type, string Name, string Pass)>? Parameters(DataFlowAnalysis data, int position)
    {
        var written = data.WrittenInside.Where(symbol => !data.VariablesDeclared.Contains(symbol, SymbolEqualityComparer.Default)).ToList();
        var needed = data.DataFlowsIn.Concat(written).Distinct(SymbolEqualityComparer.Default).Where(symbol => symbol is ILocalSymbol or IParameterSymbol { IsThis: false });
        var parameters = new List<(string, string, string)>();
        foreach (var symbol in needed.OrderBy(symbol => symbol!.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0))
        {
            if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } && IsPrimary(constructor)) continue;
            var type = symbol switch { ILocalSymbol local => local.Type, IParameterSymbol parameter => parameter.Type, _ => null };
            if (type is null or { IsAnonymousType: true } or IErrorTypeSymbol) return null;
            // A local that only ever is not null reads as one that may be null: its declared type counts.
            var shown = type.ToMinimalDisplayString(model, position);
            var name = symbol!.Name;
            if (SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None) name = "@" + name;
            var byReference = written.Contains(symbol, SymbolEqualityComparer.Default) && data.DataFlowsOut.Contains(symbol, SymbolEqualityComparer.Default);
            if (!byReference && !data.DataFlowsIn.Contains(symbol, SymbolEqualityComparer.Default)) return null;
            parameters.Add(((byReference ? "ref " : "") + shown, name, byReference ? "ref " : ""));
        }

        return parameters;
    }

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(declared => declared.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>The type a return statement at the place must give, as its member writes it; <c>void</c>, or null when a method cannot give it back.</summary>
    private static string? ReturnType(SyntaxNode node)
    {
        foreach (var at in node.AncestorsAndSelf())
        {
            switch (at)
            {
                case AnonymousFunctionExpressionSyntax:
                    return null;
                case LocalFunctionStatementSyntax function:
                    return TypeOf(function.ReturnType, function.Modifiers);
                case MethodDeclarationSyntax method:
                    return TypeOf(method.ReturnType, method.Modifiers);
                case OperatorDeclarationSyntax @operator:
                    return TypeOf(@operator.ReturnType, default);
                case ConversionOperatorDeclarationSyntax conversion:
                    return TypeOf(conversion.Type, default);
                case ConstructorDeclarationSyntax or DestructorDeclarationSyntax:
                    return "void";
                case AccessorDeclarationSyntax accessor when !accessor.IsKind(SyntaxKind.GetAccessorDeclaration):
                    return "void";
                case BasePropertyDeclarationSyntax property:
                    return TypeOf(property.Type, default);
            }
        }

        return null;
    }

    private static string? TypeOf(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is RefTypeSyntax || modifiers.Any(SyntaxKind.AsyncKeyword) ? null : type.ToString();

    private static bool HasNoMethodForm(StatementSyntax statement) =>
        statement is LabeledStatementSyntax or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 }
        || statement.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node =>
            node is AwaitExpressionSyntax or YieldStatementSyntax || node is CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } || node is UsingStatementSyntax { AwaitKeyword.RawKind: not 0 })
        || statement is YieldStatementSyntax or CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 };

    private static string Free(string wanted, SyntaxNode within)
    {
        var taken = new HashSet<string>(within.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        var name = wanted;
        for (var number = 2; taken.Contains(name); number++) name = wanted + number;
        return name;
    }
}
