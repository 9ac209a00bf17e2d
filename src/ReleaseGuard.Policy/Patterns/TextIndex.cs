using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>
/// Finds <c>strings</c> patterns inside a text in one pass. A plain text counts at word boundaries only, and words are those of
/// identifiers: <c>ExploitHead</c> is found in <c>newExploitHeadV2</c> and <c>exploit ExploitHead_x</c>, not in <c>ExploitHeadless</c>.
/// A <c>re:</c> pattern counts wherever it matches.
/// </summary>
internal sealed class TextIndex
{
    private readonly List<PatternMatch> _matches;
    private readonly int[] _lengths;
    private readonly LazyDfa? _automaton;

    public TextIndex(List<PatternMatch> patterns)
    {
        _matches = patterns;
        _lengths = new int[patterns.Count];
        if (patterns.Count == 0) return;
        var automaton = new PatternAutomaton();
        automaton.BeginAnywhere();
        for (var i = 0; i < patterns.Count; i++)
        {
            if (PatternSyntax.Parse(PatternKind.String, patterns[i].Pattern.Text, out _) is not { } node) continue;
            _lengths[i] = node is TextNode text ? text.Text.Length : 0;
            automaton.Add(node, i);
        }

        _automaton = new LazyDfa(automaton, ignoreCase: false);
    }

    public IReadOnlyList<PatternMatch> Find(string text)
    {
        if (_automaton is null) return [];
        HashSet<int>? found = null;
        var state = _automaton.Start;
        Collect(text, 0, state, ref found);
        for (var i = 0; i < text.Length; i++)
        {
            state = _automaton.Step(state, text[i]);
            if (state.AcceptedAtEnd.Length > 0) Collect(text, i + 1, state, ref found);
        }

        if (found is null) return [];
        var ids = new int[found.Count];
        found.CopyTo(ids);
        Array.Sort(ids);
        var matches = new PatternMatch[ids.Length];
        for (var i = 0; i < ids.Length; i++) matches[i] = _matches[ids[i]];
        return matches;
    }

    private void Collect(string text, int end, DfaState state, ref HashSet<int>? found)
    {
        foreach (var id in end == text.Length ? state.AcceptedAtEnd : state.Accepted)
        {
            var length = _lengths[id];
            if (length == 0 || (IsBoundary(text, end - length) && IsBoundary(text, end))) (found ??= []).Add(id);
        }
    }

    private static bool IsBoundary(string text, int at)
    {
        if (at <= 0 || at >= text.Length) return true;
        var before = text[at - 1];
        var after = text[at];
        if (!char.IsLetterOrDigit(before) || !char.IsLetterOrDigit(after)) return true;
        if (char.IsDigit(before) != char.IsDigit(after)) return true;
        if (!char.IsUpper(after)) return false;
        // exploit|Head and HTTP|Server: a word begins at a capital after a small letter, or before one.
        return char.IsLower(before) || (at + 1 < text.Length && char.IsLower(text[at + 1]));
    }
}
