using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>Writes Markdown that GitHub shows: every text is escaped, so a name can neither begin markup nor mention a person.</summary>
internal sealed class MarkdownText(TextWriter output)
{
    private const string Special = "\\`*_{}[]()<>#+!|~@&";

    public void Heading(string text, int level = 2) => output.Write(new string('#', level) + " " + Escape(text) + "\n\n");

    public void Paragraph(string text) => output.Write(Escape(text) + "\n\n");

    public void Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        output.Write("| " + string.Join(" | ", head.Select(Escape)) + " |\n|" + string.Concat(head.Select(_ => "--|")) + "\n");
        foreach (IReadOnlyList<string> row in rows)
            output.Write("| " + string.Join(" | ", row.Select(Escape)) + " |\n");
        output.Write("\n");
    }

    /// <summary>Lines behind a summary that is opened by a click; <paramref name="count"/> is how many there are in truth.</summary>
    public void Folded(string title, int count, IEnumerable<string> lines)
    {
        if (count == 0)
            return;
        List<string> shown = [.. lines];
        output.Write("<details><summary>" + Escape(title) + ": " + Amounts.Number(count) + "</summary>\n\n");
        string fence = Fence(shown);
        output.Write(fence + "diff\n");
        foreach (string line in shown)
            output.Write(VisibleText.Escape(line) + "\n");
        output.Write(fence + "\n");
        if (shown.Count < count)
            output.Write("\nand " + Amounts.Number(count - shown.Count) + " more\n");
        output.Write("\n</details>\n\n");
    }

    public static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in VisibleText.Escape(text))
        {
            if (Special.IndexOf(c) >= 0)
                escaped.Append("&#").Append((int)c).Append(';');
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static string Fence(List<string> lines)
    {
        int longest = 2;
        foreach (string line in lines)
        {
            int run = 0;
            foreach (char c in line)
            {
                run = c == '`' ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }
        }

        return new string('`', longest + 1);
    }
}
