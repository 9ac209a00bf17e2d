using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ReleaseGuard.Editing;

/// <summary>A piece of markup with its references resolved, which knows where each character of the result is written.</summary>
internal sealed class MarkupValue
{
    private readonly int _start;
    private readonly List<(int At, int Shift)> _shifts = [];

    private MarkupValue(int start) => _start = start;

    public string Text { get; private set; } = "";

    /// <summary>Resolves what XML resolves in an attribute: references, and line breaks to spaces.</summary>
    public static MarkupValue Read(string text, int start, int end)
    {
        var value = new MarkupValue(start);
        var decoded = new StringBuilder(end - start);
        for (var at = start; at < end;)
        {
            var next = at + 1;
            if (text[at] == '&' && text.IndexOf(';', at, end - at) is > 0 and var semicolon)
            {
                decoded.Append(Resolve(text.Substring(at + 1, semicolon - at - 1)));
                next = semicolon + 1;
            }
            else if (text[at] is '\r' or '\n' or '\t')
            {
                // A CR LF is one space, as a reader sees it.
                if (text[at] == '\r' && next < end && text[next] == '\n') next++;
                decoded.Append(' ');
            }
            else
            {
                decoded.Append(text[at]);
            }

            if (next - start != decoded.Length + value.LastShift) value._shifts.Add((decoded.Length, next - start - decoded.Length));
            at = next;
        }

        value.Text = decoded.ToString();
        return value;
    }

    /// <summary>The offset in the written text of a character of the resolved one.</summary>
    public int OffsetOf(int index)
    {
        var shift = 0;
        foreach (var (at, by) in _shifts)
        {
            if (at > index) break;
            shift = by;
        }

        return _start + index + shift;
    }

    /// <summary>A text as it is written between quotes of a kind.</summary>
    public static string Escape(string text, char quote)
    {
        var escaped = text.Replace("&", "&amp;").Replace("<", "&lt;");
        return quote == '\'' ? escaped.Replace("'", "&apos;") : quote == '"' ? escaped.Replace("\"", "&quot;") : escaped.Replace(">", "&gt;");
    }

    private int LastShift => _shifts.Count == 0 ? 0 : _shifts[_shifts.Count - 1].Shift;

    private static string Resolve(string name) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ when name.Length > 1 && name[0] == '#' => char.ConvertFromUtf32(
            name[1] == 'x' ? int.Parse(name.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : int.Parse(name.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture)),
        _ => "&" + name + ";",
    };
}
