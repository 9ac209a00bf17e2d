using System.Text;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>Makes a text that a pattern matches, and one that only looks like it.</summary>
internal static class PatternSample
{
    /// <summary>A text the pattern matches; null when none could be made.</summary>
    public static string? Of(PatternKind kind, string pattern)
    {
        if (PatternSyntax.Parse(kind, pattern, out _) is not { } node) return null;
        var text = new StringBuilder();
        Write(node, text, null);
        var sample = text.ToString();
        // Anchors in the middle of an expression can make a pattern that matches nothing this simple.
        return SinglePattern.Of(kind, pattern) is { } compiled && compiled.Matches(sample) ? sample : null;
    }

    /// <summary>A text that differs from the sample by one letter of the longest word the pattern spells; null when it spells none.</summary>
    public static string? LookAlike(PatternKind kind, string pattern)
    {
        if (PatternSyntax.Parse(kind, pattern, out _) is not { } node) return null;
        TextNode? longest = null;
        FindLongest(node, ref longest);
        if (longest is null || WordOf(longest.Text).Length == 0) return null;
        var text = new StringBuilder();
        Write(node, text, longest);
        return text.ToString();
    }

    private static void Write(PatternNode node, StringBuilder text, TextNode? misspelt)
    {
        switch (node)
        {
            case TextNode literal:
                text.Append(ReferenceEquals(literal, misspelt) ? Misspell(literal.Text) : literal.Text);
                break;
            case SetNode set:
                text.Append(OneOf(set.Set));
                break;
            case SequenceNode sequence:
                foreach (var part in sequence.Parts) Write(part, text, misspelt);
                break;
            case ChoiceNode choice:
                Write(choice.Parts[0], text, misspelt);
                break;
            case RepeatNode repeat:
                // What may be absent is put in once: 'heads/**' is best shown by a file below heads.
                for (var i = 0; i < (repeat.Least > 0 ? repeat.Least : repeat.Most == 0 ? 0 : 1); i++) Write(repeat.Part, text, misspelt);
                break;
            case RangeNode range:
                text.Append(range.First);
                break;
        }
    }

    private static char OneOf(CharSet set)
    {
        foreach (var c in "xXT0_")
        {
            if (set.Contains(c)) return c;
        }

        return set.Ranges.Count == 0 ? '\0' : set.Ranges[0].First;
    }

    private static void FindLongest(PatternNode node, ref TextNode? longest)
    {
        switch (node)
        {
            case TextNode text:
                if (longest is null || WordOf(text.Text).Length > WordOf(longest.Text).Length) longest = text;
                break;
            case SequenceNode sequence:
                foreach (var part in sequence.Parts) FindLongest(part, ref longest);
                break;
            case ChoiceNode choice:
                FindLongest(choice.Parts[0], ref longest);
                break;
            case RepeatNode repeat:
                FindLongest(repeat.Part, ref longest);
                break;
        }
    }

    private static (int Start, int Length) WordOf(string text)
    {
        var best = (Start: 0, Length: 0);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i])) continue;
            if (i - start > best.Length) best = (start, i - start);
            start = i + 1;
        }

        return best;
    }

    private static string Misspell(string text)
    {
        var (start, length) = WordOf(text);
        var at = start + (length / 2);
        var other = char.IsDigit(text[at]) ? (text[at] == '7' ? '3' : '7') : char.IsUpper(text[at]) ? (text[at] == 'Q' ? 'K' : 'Q') : (text[at] == 'q' ? 'k' : 'q');
        return text.Substring(0, at) + other + text.Substring(at + 1);
    }
}
