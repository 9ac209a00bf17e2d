using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Editing;

/// <summary>MSBuild conditions as text: joined without a change of what each means. <c>and</c> binds closer than <c>or</c>; case does not matter.</summary>
internal static class ConditionText
{
    /// <summary>A condition that holds where both do; the existing one as it is where it says the other already.</summary>
    public static string And(string existing, string added)
    {
        if (existing.Trim().Length == 0) return added;
        if (Says(existing, added)) return existing;
        return Operand(existing) + " and " + Operand(added);
    }

    /// <summary>Whether a condition has the other one among the parts that must all hold.</summary>
    public static bool Says(string existing, string other)
    {
        var wanted = Normal(other);
        if (Normal(existing) == wanted) return true;
        return Split(existing, "or").Count == 1 && Split(existing, "and") is { Count: > 1 } parts && parts.Any(part => Says(part, other));
    }

    private static string Operand(string condition) => Split(condition, "or").Count > 1 ? "(" + condition.Trim() + ")" : condition.Trim();

    /// <summary>The parts between a word that stands outside quotes and parentheses.</summary>
    private static List<string> Split(string condition, string word)
    {
        var parts = new List<string>();
        var depth = 0;
        var quoted = false;
        var start = 0;
        for (var at = 0; at < condition.Length; at++)
        {
            var c = condition[at];
            if (c == '\'') quoted = !quoted;
            else if (quoted) continue;
            else if (c == '(') depth++;
            else if (c == ')') depth--;
            else if (depth == 0 && IsWordAt(condition, at, word))
            {
                parts.Add(condition.Substring(start, at - start));
                start = at + word.Length;
                at = start - 1;
            }
        }

        parts.Add(condition.Substring(start));
        return parts;
    }

    private static bool IsWordAt(string text, int at, string word) =>
        string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (at == 0 || !IsNamePart(text[at - 1]))
        && (at + word.Length == text.Length || !IsNamePart(text[at + word.Length]));

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '$' or '@' or '%';

    // Blanks outside quotes, parentheses around the whole, and the case of letters say nothing.
    private static string Normal(string condition)
    {
        var trimmed = condition.Trim();
        while (trimmed.Length > 1 && trimmed[0] == '(' && ClosesAtEnd(trimmed)) trimmed = trimmed.Substring(1, trimmed.Length - 2).Trim();
        var quoted = false;
        return string.Concat(trimmed.Where(c =>
        {
            if (c == '\'') quoted = !quoted;
            return quoted || !char.IsWhiteSpace(c);
        })).ToUpperInvariant();
    }

    private static bool ClosesAtEnd(string text)
    {
        var depth = 0;
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\'') quoted = !quoted;
            if (quoted) continue;
            if (text[at] == '(') depth++;
            if (text[at] == ')' && --depth == 0) return at == text.Length - 1;
        }

        return false;
    }
}
