using System.Globalization;
using System.Text;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// Makes text from a file safe to show on a line: control characters, line breaks, direction overrides and lone surrogates
/// become visible escapes. A tensor name is an attacker's to choose; it must neither move the cursor nor forge a line of a log.
/// </summary>
public static class VisibleText
{
    /// <summary>The text with everything that is not one visible character written as <c>\u{1B}</c>.</summary>
    public static string Escape(string text)
    {
        int first = FirstUnsafe(text);
        if (first < 0)
            return text;

        StringBuilder visible = new(text.Length + 16);
        visible.Append(text, 0, first);
        for (int index = first; index < text.Length; index++)
        {
            char c = text[index];
            if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                visible.Append(c).Append(text[++index]);
                continue;
            }

            if (IsUnsafe(c) || char.IsSurrogate(c))
                visible.Append("\\u{").Append(((int)c).ToString("X", CultureInfo.InvariantCulture)).Append('}');
            else
                visible.Append(c);
        }

        return visible.ToString();
    }

    private static int FirstUnsafe(string text)
    {
        for (int index = 0; index < text.Length; index++)
            if (IsUnsafe(text[index]) || char.IsSurrogate(text[index]))
                return index;
        return -1;
    }

    private static bool IsUnsafe(char c) =>
        char.IsControl(c)
        || c is '\u061c' or '\u200e' or '\u200f' or '\u2028' or '\u2029' or '\ufeff'
        || c is >= '\u202a' and <= '\u202e'
        || c is >= '\u2066' and <= '\u2069';
}
