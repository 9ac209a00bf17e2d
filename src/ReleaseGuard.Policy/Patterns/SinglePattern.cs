using System;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>One pattern on its own.</summary>
internal sealed class SinglePattern
{
    private readonly LazyDfa _automaton;

    private SinglePattern(PatternKind kind, PatternNode node)
    {
        var automaton = new PatternAutomaton();
        automaton.Add(node, 0);
        _automaton = new LazyDfa(automaton, PatternSyntax.IgnoresCase(kind));
    }

    /// <summary>Compiles a pattern; null for null, and for a text that is no pattern of its kind.</summary>
    public static SinglePattern? Of(PatternKind kind, string? text) =>
        text is not null && PatternSyntax.Parse(kind, text, out _) is { } node ? new SinglePattern(kind, node) : null;

    public bool Matches(string text)
    {
        var state = _automaton.Run(text);
        return !state.IsDead && state.AcceptedAtEnd.Length > 0;
    }
}
