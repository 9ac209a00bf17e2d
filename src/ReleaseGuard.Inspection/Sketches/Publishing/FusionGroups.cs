using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Inspection.Sketches.Publishing;

/// <summary>
/// Tensors that a converter may store as one: two or three that differ in one part of their names (q, k, v; gate, up), all that differ in
/// a number only (experts), and the first kind over the second (gate and up of all experts).
/// </summary>
internal static class FusionGroups
{
    // More siblings than this are not the parts of one matrix.
    private const int MostSiblings = 8;

    /// <summary>Groups of indices into <paramref name="names"/>, each of two or more.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<string> names)
    {
        List<IReadOnlyList<int>> groups = [];
        Dictionary<string, List<int>> stacks = new(StringComparer.Ordinal);
        Dictionary<string, List<int>> singles = new(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            singles[names[i]] = [i];
            var parts = names[i].Split('.');
            for (var p = 0; p < parts.Length; p++)
            {
                if (parts[p].Length != 0 && parts[p].All(char.IsDigit))
                {
                    Add(stacks, With(parts, p, "#"), i);
                }
            }
        }

        groups.AddRange(stacks.Values.Where(static stack => stack.Count > 1));
        Siblings(singles, groups);
        Siblings(stacks.Where(static stack => stack.Value.Count > 1).ToDictionary(static s => s.Key, static s => s.Value, StringComparer.Ordinal), groups);
        return groups;
    }

    private static void Siblings(Dictionary<string, List<int>> named, List<IReadOnlyList<int>> groups)
    {
        Dictionary<string, List<string>> families = new(StringComparer.Ordinal);
        foreach (var name in named.Keys.OrderBy(static n => n, StringComparer.Ordinal))
        {
            var parts = name.Split('.');
            for (var p = 0; p < parts.Length; p++)
            {
                if (parts[p] != "#" && !parts[p].All(char.IsDigit))
                {
                    var family = With(parts, p, "?");
                    if (!families.TryGetValue(family, out var members))
                    {
                        families[family] = members = [];
                    }

                    members.Add(name);
                }
            }
        }

        foreach (var family in families.Values.Where(static f => f.Count is > 1 and <= MostSiblings))
        {
            for (var a = 0; a < family.Count; a++)
            {
                for (var b = a + 1; b < family.Count; b++)
                {
                    groups.Add([.. named[family[a]], .. named[family[b]]]);
                    for (var c = b + 1; c < family.Count; c++)
                    {
                        groups.Add([.. named[family[a]], .. named[family[b]], .. named[family[c]]]);
                    }
                }
            }
        }
    }

    private static string With(string[] parts, int at, string part)
    {
        var copy = (string[])parts.Clone();
        copy[at] = part;
        return string.Join(".", copy);
    }

    private static void Add(Dictionary<string, List<int>> map, string key, int index)
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        list.Add(index);
    }
}
