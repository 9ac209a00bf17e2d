using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseGuard.Policy.Tests.Patterns;

/// <summary>The glob language said a second time, by translation to .NET's regular expressions with every range written out.</summary>
internal static class NaiveGlob
{
    public static bool Matches(string pattern, char separator, string text) =>
        Regex.IsMatch(text, "\\A(?:" + Translate(pattern, separator) + ")\\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    public static string Translate(string pattern, char separator)
    {
        var sep = Regex.Escape(separator.ToString());
        var built = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < pattern.Length;)
        {
            var rest = pattern.Substring(i);
            var start = i == 0 || pattern[i - 1] == separator;
            if (start && rest.StartsWith("**" + separator, System.StringComparison.Ordinal))
            {
                built.Append("(?:.*").Append(sep).Append(")?");
                i += 3;
            }
            else if (rest == separator + "**")
            {
                built.Append("(?:").Append(sep).Append(".*)?");
                i += 3;
            }
            else if (rest == "**")
            {
                built.Append(".*");
                i += 2;
            }
            else if (rest[0] == '*')
            {
                var whole = start && (rest.Length == 1 || rest[1] == separator);
                built.Append("[^").Append(sep).Append(']').Append(whole ? '+' : '*');
                i++;
            }
            else if (rest[0] == '?')
            {
                built.Append("[^").Append(sep).Append(']');
                i++;
            }
            else if (Regex.Match(rest, @"\A\{(\d+)\.\.(\d+)\}") is { Success: true } range)
            {
                var (first, last) = (range.Groups[1].Value, range.Groups[2].Value);
                var width = first.Length > 1 && first[0] == '0' ? first.Length : 1;
                built.Append("(?:");
                for (var n = long.Parse(first, CultureInfo.InvariantCulture); n <= long.Parse(last, CultureInfo.InvariantCulture); n++)
                    built.Append(n.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0')).Append('|');
                built.Length--;
                built.Append(')');
                i += range.Length;
            }
            else if (rest[0] == '{')
            {
                built.Append("(?:");
                depth++;
                i++;
            }
            else if (depth > 0 && rest[0] == ',')
            {
                built.Append('|');
                i++;
            }
            else if (depth > 0 && rest[0] == '}')
            {
                built.Append(')');
                depth--;
                i++;
            }
            else
            {
                built.Append(Regex.Escape(rest[0].ToString()));
                i++;
            }
        }

        return built.ToString();
    }
}
