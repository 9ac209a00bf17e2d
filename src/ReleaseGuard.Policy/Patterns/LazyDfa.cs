using System;
using System.Collections.Generic;
using System.Threading;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>
/// Runs a <see cref="PatternAutomaton"/> one step a unit, making deterministic states as texts ask for them. Texts that look alike,
/// as the names of a model do, soon ask for no new one. Safe to share: known steps are read without a lock, new ones are made under it.
/// </summary>
internal sealed class LazyDfa
{
    // Known states are forgotten together when they hold more than this many references and numbers, some 16 MB.
    private const long MostCells = 2_000_000;

    private readonly PatternAutomaton _automaton;
    private readonly char[] _classStarts;
    private readonly ushort[] _asciiClasses = new ushort[128];
    private readonly bool _ignoreCase;
    private readonly object _making = new();
    private readonly List<int> _targets = [];
    private readonly Stack<int> _pending = new();
    private readonly List<int> _scratch = [];
    private readonly Dictionary<int[], DfaState> _known = new(StateSetComparer.Instance);
    private int[] _seen;
    private int _round;
    private long _cells;
    private DfaState _start;

    public LazyDfa(PatternAutomaton automaton, bool ignoreCase)
    {
        _automaton = automaton;
        _ignoreCase = ignoreCase;
        _classStarts = automaton.ClassStarts();
        for (var c = '\0'; c < 128; c++) _asciiClasses[c] = (ushort)Search(c);
        _seen = new int[automaton.StateCount];
        _start = MakeStart();
    }

    /// <summary>The state before the first unit.</summary>
    public DfaState Start => Volatile.Read(ref _start);

    /// <summary>The state after a whole text; ends early where no pattern can match any more.</summary>
    public DfaState Run(string text)
    {
        var state = Start;
        var classes = _asciiClasses;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var unit = c < 128 ? classes[c] : Search(c);
            state = state.Next[unit] ?? Make(state, unit);
            if (state.IsDead) break;
        }

        return state;
    }

    /// <summary>The state after one more unit.</summary>
    public DfaState Step(DfaState state, char c)
    {
        var unit = c < 128 ? _asciiClasses[c] : Search(c);
        return state.Next[unit] ?? Make(state, unit);
    }

    private int Search(char c)
    {
        var at = Array.BinarySearch(_classStarts, _ignoreCase ? char.ToLowerInvariant(c) : c);
        return at >= 0 ? at : ~at - 1;
    }

    private DfaState Make(DfaState from, int unit)
    {
        lock (_making)
        {
            if (from.Next[unit] is { } made) return made;
            if (_cells > MostCells)
            {
                _known.Clear();
                _cells = 0;
                Volatile.Write(ref _start, MakeStart());
            }

            _targets.Clear();
            var c = _classStarts[unit];
            foreach (var state in from.States)
            {
                var letter = _automaton.LetterTarget(state, c);
                if (letter >= 0) _targets.Add(letter);
                _automaton.SetTargets(state, c, _targets);
            }

            var next = Intern(Closed(_targets, atBegin: false));
            Volatile.Write(ref from.Next[unit], next);
            return next;
        }
    }

    private DfaState MakeStart()
    {
        // Never one with the same states later in a text, where '^' no longer holds.
        _targets.Clear();
        _targets.Add(PatternAutomaton.Start);
        return NewState(Closed(_targets, atBegin: true), atBegin: true);
    }

    private int[] Closed(List<int> states, bool atBegin)
    {
        NextRound();
        _scratch.Clear();
        foreach (var state in states) Push(state);
        while (_pending.Count > 0)
        {
            var state = _pending.Pop();
            if (_automaton.Matters(state)) _scratch.Add(state);
            Follow(state, atBegin, atEnd: false);
        }

        var all = _scratch.ToArray();
        Array.Sort(all);
        return all;
    }

    private DfaState Intern(int[] states)
    {
        if (_known.TryGetValue(states, out var known)) return known;
        var made = NewState(states, atBegin: false);
        _known[states] = made;
        _cells += states.Length + _classStarts.Length + 16;
        return made;
    }

    private DfaState NewState(int[] states, bool atBegin)
    {
        var accepted = new List<int>();
        foreach (var state in states) _automaton.Accepted(state, accepted);
        var inside = Ordered(accepted);

        // The patterns that match when the text ends here: those reached through '$' as well.
        NextRound();
        foreach (var state in states) Push(state);
        accepted.Clear();
        while (_pending.Count > 0)
        {
            var state = _pending.Pop();
            _automaton.Accepted(state, accepted);
            Follow(state, atBegin, atEnd: true);
        }

        return new DfaState(states, new DfaState?[_classStarts.Length], inside, Ordered(accepted));
    }

    private void Follow(int state, bool atBegin, bool atEnd)
    {
        var before = _targets.Count;
        _automaton.EmptyTargets(state, atBegin, atEnd, _targets);
        for (var i = before; i < _targets.Count; i++) Push(_targets[i]);
        _targets.RemoveRange(before, _targets.Count - before);
    }

    private void Push(int state)
    {
        if (_seen[state] == _round) return;
        _seen[state] = _round;
        _pending.Push(state);
    }

    private void NextRound()
    {
        if (++_round != int.MaxValue) return;
        _seen = new int[_seen.Length];
        _round = 1;
    }

    private static int[] Ordered(List<int> ids)
    {
        if (ids.Count == 0) return [];
        ids.Sort();
        var distinct = new List<int>(ids.Count);
        foreach (var id in ids)
        {
            if (distinct.Count == 0 || distinct[distinct.Count - 1] != id) distinct.Add(id);
        }

        return [.. distinct];
    }

    private sealed class StateSetComparer : IEqualityComparer<int[]>
    {
        public static readonly StateSetComparer Instance = new();

        public bool Equals(int[]? left, int[]? right)
        {
            if (ReferenceEquals(left, right)) return true;
            if (left is null || right is null || left.Length != right.Length) return false;
            for (var i = 0; i < left.Length; i++)
            {
                if (left[i] != right[i]) return false;
            }

            return true;
        }

        public int GetHashCode(int[] states)
        {
            var hash = 17;
            foreach (var state in states) hash = unchecked((hash * 31) + state);
            return hash;
        }
    }
}
