using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>All patterns of one kind: those without a wildcard in a table, the others in one automaton. A miss allocates nothing.</summary>
internal sealed class PatternIndex
{
    private readonly List<PatternMatch> _matches;
    private readonly Dictionary<string, PatternMatch[]> _literals;
    private readonly LazyDfa? _automaton;

    public PatternIndex(PatternKind kind, List<PatternMatch> patterns)
    {
        _matches = patterns;
        _literals = new Dictionary<string, PatternMatch[]>(PatternSyntax.IgnoresCase(kind) ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        PatternAutomaton? automaton = null;
        for (var i = 0; i < patterns.Count; i++)
        {
            var text = patterns[i].Pattern.Text;
            if (PatternSyntax.Parse(kind, text, out _) is not { } node) continue;
            if (Literal(node) is { } literal) AddLiteral(literal, patterns[i]);
            else (automaton ??= new PatternAutomaton()).Add(node, i);
        }

        if (automaton is not null) _automaton = new LazyDfa(automaton, PatternSyntax.IgnoresCase(kind));
    }

    public IReadOnlyList<PatternMatch> Match(string text)
    {
        _literals.TryGetValue(text, out var exact);
        if (_automaton is null) return exact ?? [];
        var state = _automaton.Run(text);
        if (state.AcceptedAtEnd.Length == 0 || state.IsDead) return exact ?? [];
        var found = state.Matches ??= Collect(state.AcceptedAtEnd);
        return exact is null ? found : [.. exact, .. found];
    }

    private static string? Literal(PatternNode node) => node switch
    {
        TextNode text => text.Text,
        SequenceNode { Parts.Count: 0 } => "",
        SequenceNode { Parts.Count: 1 } sequence => Literal(sequence.Parts[0]),
        SequenceNode sequence => LiteralRun(sequence),
        _ => null,
    };

    private static string? LiteralRun(SequenceNode sequence)
    {
        foreach (var part in sequence.Parts)
        {
            if (Literal(part) is null) return null;
        }

        var text = "";
        foreach (var part in sequence.Parts) text += Literal(part);
        return text;
    }

    private void AddLiteral(string text, PatternMatch match) =>
        _literals[text] = _literals.TryGetValue(text, out var others) ? [.. others, match] : [match];

    private PatternMatch[] Collect(int[] ids)
    {
        var found = new PatternMatch[ids.Length];
        for (var i = 0; i < ids.Length; i++) found[i] = _matches[ids[i]];
        return found;
    }
}
