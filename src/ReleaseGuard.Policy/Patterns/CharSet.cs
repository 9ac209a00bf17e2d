using System.Collections.Generic;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>A set of UTF-16 units as sorted, disjoint ranges.</summary>
internal sealed class CharSet
{
    public static readonly CharSet Any = new([(char.MinValue, char.MaxValue)]);

    private readonly (char First, char Last)[] _ranges;

    private CharSet((char First, char Last)[] ranges) => _ranges = ranges;

    public IReadOnlyList<(char First, char Last)> Ranges => _ranges;

    public static CharSet Of(params (char First, char Last)[] ranges)
    {
        var sorted = new List<(char First, char Last)>(ranges);
        sorted.Sort((left, right) => left.First.CompareTo(right.First));
        var merged = new List<(char First, char Last)>();
        foreach (var range in sorted)
        {
            if (merged.Count > 0 && range.First <= merged[merged.Count - 1].Last + 1)
            {
                if (range.Last > merged[merged.Count - 1].Last) merged[merged.Count - 1] = (merged[merged.Count - 1].First, range.Last);
            }
            else
            {
                merged.Add(range);
            }
        }

        return new CharSet([.. merged]);
    }

    public static CharSet Of(char c) => new([(c, c)]);

    public CharSet Not()
    {
        var rest = new List<(char First, char Last)>();
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next) rest.Add(((char)next, (char)(first - 1)));
            next = last + 1;
        }

        if (next <= char.MaxValue) rest.Add(((char)next, char.MaxValue));
        return new CharSet([.. rest]);
    }

    /// <summary>The set with both cases of every ASCII letter in it, and of single other letters.</summary>
    public CharSet BothCases()
    {
        var all = new List<(char First, char Last)>(_ranges);
        foreach (var (first, last) in _ranges)
        {
            if (first == last)
            {
                all.Add((char.ToLowerInvariant(first), char.ToLowerInvariant(first)));
                all.Add((char.ToUpperInvariant(first), char.ToUpperInvariant(first)));
                continue;
            }

            AddShifted(all, first, last, 'a', 'z', 'A' - 'a');
            AddShifted(all, first, last, 'A', 'Z', 'a' - 'A');
        }

        return Of([.. all]);
    }

    public bool Contains(char c)
    {
        foreach (var (first, last) in _ranges)
        {
            if (c < first) return false;
            if (c <= last) return true;
        }

        return false;
    }

    private static void AddShifted(List<(char First, char Last)> all, char first, char last, char from, char to, int shift)
    {
        if (first < from) first = from;
        if (last > to) last = to;
        if (first <= last) all.Add(((char)(first + shift), (char)(last + shift)));
    }
}
