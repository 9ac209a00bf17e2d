using System;
using System.Collections.Generic;
using System.Text;

namespace ReleaseGuard.Policy;

/// <summary>Finds the word that was probably meant, and lists words for a message.</summary>
public static class Spelling
{
    /// <summary>The candidate nearest to a word, or null when none is near enough to be meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var bound = Math.Min(bestDistance - 1, Tolerance(word, candidate));
            if (bound < 0) continue;
            var distance = Distance(word, candidate, bound);
            if (distance > bound) continue;
            best = candidate;
            bestDistance = distance;
        }

        return best;
    }

    /// <summary>' Did you mean "x"?' for the nearest candidate, or an empty text.</summary>
    public static string Suggest(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";

    /// <summary>'a', 'b' and 'c'.</summary>
    public static string Enumerate(IReadOnlyList<string> words, string conjunction = "and")
    {
        var text = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0) text.Append(i == words.Count - 1 ? $" {conjunction} " : ", ");
            text.Append('\'').Append(words[i]).Append('\'');
        }

        return text.ToString();
    }

    /// <summary>
    /// Edits (insert, delete, replace, swap of neighbours; a change of case counts as one edit however many letters) that
    /// turn one word into the other, or any number above <paramref name="bound"/> when it takes more.
    /// </summary>
    public static int Distance(string left, string right, int bound)
    {
        if (string.Equals(left, right, StringComparison.Ordinal)) return 0;
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase)) return 1;
        if (Math.Abs(left.Length - right.Length) > bound) return bound + 1;
        var before = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = Fold(left[i - 1]) == Fold(right[j - 1]);
                var cost = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Fold(left[i - 1]) == Fold(right[j - 2]) && Fold(left[i - 2]) == Fold(right[j - 1]))
                    cost = Math.Min(cost, before[j - 2] + 1);
                row[j] = cost;
                if (cost < least) least = cost;
            }

            if (least > bound) return bound + 1;
            (before, last, row) = (last, row, before);
        }

        return last[right.Length];
    }

    // A third of the longer word, at least one edit: "opn" is meant as "open", "x" as nothing.
    private static int Tolerance(string word, string candidate) => Math.Max(1, Math.Max(word.Length, candidate.Length) / 3);

    private static char Fold(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
