using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>
/// All patterns of a kind as one nondeterministic automaton. Patterns share the states of what they begin with: letters as in a
/// trie, wildcards and ranges by <see cref="PatternNode.SharedAs"/>. That keeps the states alive at any moment few, however many patterns there are.
/// </summary>
/// <remarks>
/// Sharing is sound because a shared state is entered by one edge only: what it stands for is what its parent stands for,
/// followed by that edge. Joins and loops therefore always get a state of their own.
/// </remarks>
internal sealed class PatternAutomaton
{
    /// <summary>When an empty edge may be taken.</summary>
    public const int Always = 0;

    /// <summary>At the beginning of the text only.</summary>
    public const int AtBegin = 1;

    /// <summary>At the end of the text only.</summary>
    public const int AtEnd = 2;

    // A letter is looked for along the edges of its state; states with more edges than this have theirs in a table.
    private const int LongChain = 24;
    private const int None = -1;

    private readonly Dictionary<(int State, string Part), int> _shared = [];
    private readonly Dictionary<long, int> _crowded = [];
    private readonly Dictionary<(char First, char Last), CharSet> _digitSets = [];
    private State[] _states = new State[256];
    private Edge[] _letters = new Edge[256];
    private Edge[] _empty = new Edge[64];
    private SetEdge[] _sets = new SetEdge[64];
    private Edge[] _accepts = new Edge[64];
    private int _letterCount;
    private int _emptyCount;
    private int _setCount;
    private int _acceptCount;

    public PatternAutomaton() => NewState();

    /// <summary>The state before the first letter.</summary>
    public static int Start => 0;

    public int StateCount { get; private set; }

    /// <summary>Adds a pattern; <paramref name="id"/> is what its matches are reported by.</summary>
    public void Add(PatternNode node, int id)
    {
        var end = Append(Start, node);
        AddLink(ref _accepts, ref _acceptCount, ref _states[end].Accepts, id, Always);
    }

    /// <summary>Lets patterns begin anywhere in a text.</summary>
    public void BeginAnywhere() => AddSet(Start, CharSet.Any, Start);

    /// <summary>The state after a letter, or -1. Edges for sets are apart: <see cref="SetTargets"/>.</summary>
    public int LetterTarget(int state, char c)
    {
        var steps = 0;
        for (var edge = _states[state].Letters; edge != None; edge = _letters[edge].Next)
        {
            if (_letters[edge].Value == c) return _letters[edge].Target;
            if (++steps >= LongChain) return _crowded.TryGetValue(Key(state, c), out var target) ? target : None;
        }

        return None;
    }

    /// <summary>Adds the states after a unit that sets contain.</summary>
    public void SetTargets(int state, char c, List<int> targets)
    {
        for (var edge = _states[state].Sets; edge != None; edge = _sets[edge].Next)
        {
            if (_sets[edge].Set.Contains(c)) targets.Add(_sets[edge].Target);
        }
    }

    /// <summary>Adds the states reached without a unit where the condition holds.</summary>
    public void EmptyTargets(int state, bool atBegin, bool atEnd, List<int> targets)
    {
        for (var edge = _states[state].Empty; edge != None; edge = _empty[edge].Next)
        {
            var condition = _empty[edge].Value;
            if (condition == Always || (condition == AtBegin && atBegin) || (condition == AtEnd && atEnd)) targets.Add(_empty[edge].Target);
        }
    }

    /// <summary>Adds the patterns that end in a state.</summary>
    public void Accepted(int state, List<int> ids)
    {
        for (var edge = _states[state].Accepts; edge != None; edge = _accepts[edge].Next) ids.Add(_accepts[edge].Target);
    }

    /// <summary>True when a state does more than lead on by empty edges: only those need be remembered.</summary>
    public bool Matters(int state)
    {
        ref var s = ref _states[state];
        if (s.Letters != None || s.Sets != None || s.Accepts != None) return true;
        for (var edge = s.Empty; edge != None; edge = _empty[edge].Next)
        {
            if (_empty[edge].Value == AtEnd) return true;
        }

        return false;
    }

    /// <summary>The first units of the classes that no edge tells apart, ascending; a class goes up to the next one.</summary>
    public char[] ClassStarts()
    {
        // Nearly all units of patterns are ASCII: those are marked, the others gathered.
        var marked = new bool[129];
        var wide = new HashSet<int>();
        marked[0] = true;
        for (var i = 0; i < _letterCount; i++) Mark(_letters[i].Value, _letters[i].Value);
        for (var i = 0; i < _setCount; i++)
        {
            foreach (var (first, last) in _sets[i].Set.Ranges) Mark(first, last);
        }

        var starts = new List<char>();
        for (var c = 0; c <= 128; c++)
        {
            if (marked[c]) starts.Add((char)c);
        }

        foreach (var c in wide) starts.Add((char)c);
        starts.Sort();
        return [.. starts];

        void Mark(int first, int last)
        {
            Bound(first);
            if (last < char.MaxValue) Bound(last + 1);
        }

        void Bound(int c)
        {
            if (c <= 128) marked[c] = true;
            else wide.Add(c);
        }
    }

    private int Append(int from, PatternNode node)
    {
        if (node.SharedAs is null) return AppendNew(from, node);
        var key = (from, node.SharedAs);
        if (!_shared.TryGetValue(key, out var end)) _shared[key] = end = AppendNew(from, node);
        return end;
    }

    private int AppendNew(int from, PatternNode node)
    {
        switch (node)
        {
            case TextNode text:
                foreach (var c in text.Text) from = Letter(from, c);
                return from;
            case SetNode set:
                var after = NewState();
                AddSet(from, set.Set, after);
                return after;
            case SequenceNode sequence:
                foreach (var part in sequence.Parts) from = Append(from, part);
                return from;
            case ChoiceNode choice:
                var join = NewState();
                foreach (var part in choice.Parts) AddEmpty(Append(from, part), join, Always);
                return join;
            case RepeatNode repeat:
                return AppendRepeat(from, repeat);
            case RangeNode range:
                var end = NewState();
                new RangeStates(this, end).Append(from, range);
                return end;
            case AnchorNode anchor:
                var behind = NewState();
                AddEmpty(from, behind, anchor.IsEnd ? AtEnd : AtBegin);
                return behind;
            default:
                return from;
        }
    }

    private int AppendRepeat(int from, RepeatNode repeat)
    {
        for (var i = 0; i < repeat.Least; i++) from = Append(from, repeat.Part);
        var end = NewState();
        AddEmpty(from, end, Always);
        if (repeat.Most < 0)
        {
            // A single set loops on the state itself, so that a wildcard costs one state.
            if (repeat.Part is SetNode set) AddSet(end, set.Set, end);
            else AddEmpty(Append(end, repeat.Part), end, Always);
            return end;
        }

        for (var i = repeat.Least; i < repeat.Most; i++)
        {
            from = Append(from, repeat.Part);
            AddEmpty(from, end, Always);
        }

        return end;
    }

    internal int NewState()
    {
        if (StateCount == _states.Length) Array.Resize(ref _states, StateCount * 2);
        _states[StateCount] = new State { Letters = None, Sets = None, Empty = None, Accepts = None };
        return StateCount++;
    }

    internal void AddDigits(int from, char first, char last, int to)
    {
        if (!_digitSets.TryGetValue((first, last), out var set)) _digitSets[(first, last)] = set = CharSet.Of((first, last));
        AddSet(from, set, to);
    }

    private int Letter(int from, char c)
    {
        var steps = 0;
        for (var edge = _states[from].Letters; edge != None; edge = _letters[edge].Next)
        {
            if (_letters[edge].Value == c) return _letters[edge].Target;
            if (++steps < LongChain) continue;
            if (_crowded.TryGetValue(Key(from, c), out var known)) return known;
            var crowded = NewState();
            _crowded[Key(from, c)] = crowded;
            // Kept among the edges for the classes of units, behind the part of the chain that is searched.
            if (_letterCount == _letters.Length) Array.Resize(ref _letters, _letterCount * 2);
            _letters[_letterCount] = new Edge { Value = c, Target = crowded, Next = _letters[edge].Next };
            _letters[edge].Next = _letterCount++;
            return crowded;
        }

        var target = NewState();
        AddLink(ref _letters, ref _letterCount, ref _states[from].Letters, target, c);
        return target;
    }

    private void AddEmpty(int from, int to, int condition) => AddLink(ref _empty, ref _emptyCount, ref _states[from].Empty, to, condition);

    private void AddSet(int from, CharSet set, int to)
    {
        if (_setCount == _sets.Length) Array.Resize(ref _sets, _setCount * 2);
        _sets[_setCount] = new SetEdge { Set = set, Target = to, Next = _states[from].Sets };
        _states[from].Sets = _setCount++;
    }

    private static void AddLink(ref Edge[] edges, ref int count, ref int head, int target, int value)
    {
        if (count == edges.Length) Array.Resize(ref edges, count * 2);
        edges[count] = new Edge { Value = value, Target = target, Next = head };
        head = count++;
    }

    private static long Key(int state, char c) => ((long)state << 16) | c;

    private struct State
    {
        public int Letters;
        public int Sets;
        public int Empty;
        public int Accepts;
    }

    private struct Edge
    {
        public int Value;
        public int Target;
        public int Next;
    }

    private struct SetEdge
    {
        public CharSet Set;
        public int Target;
        public int Next;
    }
}
