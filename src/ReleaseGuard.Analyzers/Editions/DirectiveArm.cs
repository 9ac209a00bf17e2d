using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReleaseGuard.Analyzers.Editions;

/// <summary>One arm of an <c>#if</c> group: its text runs from <paramref name="Start"/> to <paramref name="End"/>.</summary>
/// <param name="Directive">The <c>#if</c>, <c>#elif</c> or <c>#else</c> that opens it.</param>
/// <param name="Condition">Its test; null for <c>#else</c>.</param>
/// <param name="CompiledIn">The editions that compile the arm.</param>
/// <param name="Outside">The editions that compile the text around the group.</param>
/// <param name="True">The editions under whose symbols the test holds, whatever stands around it.</param>
/// <param name="Start">The first position after the directive's line.</param>
/// <param name="End">The start of the next directive of the group.</param>
internal sealed record DirectiveArm(
    DirectiveTriviaSyntax Directive,
    ExpressionSyntax? Condition,
    ulong CompiledIn,
    ulong Outside,
    ulong True,
    int Start,
    int End);
