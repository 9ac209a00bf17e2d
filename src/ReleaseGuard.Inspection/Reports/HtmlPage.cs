using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// One HTML file that needs no network: its frame, and lists with a filter that stay quick whatever their length. Without scripts the
/// first rows of every list are there; the script filters all that the page carries. A content security policy keeps names from
/// becoming markup that loads anything.
/// </summary>
internal sealed class HtmlPage(TextWriter output)
{
    /// <summary>Rows that stand in the page itself, and that are shown at once.</summary>
    private const int RowsShown = 300;

    /// <summary>Rows that a page carries at all: a browser opens and filters them in a moment.</summary>
    private const int RowsCarried = 20_000;

    public void Begin(string title, string look, IEnumerable<string> lead, IEnumerable<(string Id, string Name)> sections)
    {
        output.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        output.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src '{HtmlReportAssets.ScriptHash}'\">\n");
        output.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        output.Write($"<title>{Escape(title)}</title>\n<style>{HtmlReportAssets.Style}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
        output.Write($"<header class=\"{look}\">\n<h1>{Escape(title)}</h1>\n");
        foreach (string paragraph in lead)
            output.Write($"<p>{Escape(paragraph)}</p>\n");
        output.Write("</header>\n<nav aria-label=\"Sections\"><ul>\n");
        foreach ((string id, string name) in sections)
            output.Write($"<li><a href=\"#{id}\">{Escape(name)}</a></li>\n");
        output.Write("</ul></nav>\n<main id=\"main\" tabindex=\"-1\">\n");
    }

    public void End(string footer) =>
        output.Write($"</main>\n<footer class=\"quiet\"><p>{Escape(footer)}</p><p>Written by {ToolIdentity.Name} {Escape(ToolIdentity.Version)}.</p></footer>\n<script>{HtmlReportAssets.Script}</script>\n</body>\n</html>\n");

    public void BeginSection(string id, string name) => output.Write($"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{Escape(name)}</h2>\n");

    public void EndSection() => output.Write("</section>\n");

    public void Paragraph(string text) => output.Write($"<p>{Escape(text)}</p>\n");

    /// <summary>A table of markup that the caller has escaped; the first cell of a row is its heading.</summary>
    public void Table(string label, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        output.Write($"<div class=\"wide\" role=\"region\" aria-label=\"Table: {Escape(label)}\" tabindex=\"0\"><table>\n<thead><tr>{string.Concat(head.Select(static cell => $"<th scope=\"col\">{Escape(cell)}</th>"))}</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in rows)
            output.Write($"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(row.Skip(1).Select(static cell => $"<td>{cell}</td>"))}</tr>\n");
        output.Write("</tbody>\n</table></div>\n");
    }

    /// <summary>A list with a filter by words and by the kind of its rows. Cells are plain text; the first is the kind, by which the row is coloured.</summary>
    /// <param name="id">Its id in the page.</param>
    /// <param name="what">What its rows are, in the plural.</param>
    /// <param name="kindName">What the kind is.</param>
    /// <param name="kinds">The kinds there are.</param>
    /// <param name="head">The columns.</param>
    /// <param name="rows">The rows, as far as the caller has them.</param>
    /// <param name="total">How many rows there are in truth.</param>
    /// <param name="linkBase">Where the second cell leads, before the cell and after it; null where it leads nowhere.</param>
    public void List(string id, string what, string kindName, IReadOnlyList<string> kinds, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, long total, string? linkBase = null)
    {
        List<IReadOnlyList<string>> carried = [.. rows.Take(RowsCarried)];
        output.Write($"<form class=\"filter\" role=\"search\" aria-label=\"Filter {what}\" data-list=\"{id}\"><label for=\"{id}-words\">Show {what} with</label> <input id=\"{id}-words\" type=\"search\" autocomplete=\"off\">\n");
        output.Write($"<label for=\"{id}-kind\">of {kindName}</label> <select id=\"{id}-kind\"><option value=\"\">any</option>{string.Concat(kinds.Select(static kind => $"<option>{Escape(kind)}</option>"))}</select>\n");
        output.Write($"<output id=\"{id}-shown\" for=\"{id}-words {id}-kind\">{Shown(Math.Min(RowsShown, carried.Count), total, what)}</output></form>\n");
        output.Write($"<div class=\"wide\" role=\"region\" aria-label=\"List of {Escape(what)}\" tabindex=\"0\"><table class=\"list\">\n<thead><tr>{string.Concat(head.Select(static cell => $"<th scope=\"col\">{Escape(cell)}</th>"))}</tr></thead>\n<tbody id=\"{id}-rows\"{(linkBase is null ? "" : $" data-link=\"{Escape(linkBase)}\"")}>\n");
        foreach (IReadOnlyList<string> row in carried.Take(RowsShown))
        {
            output.Write($"<tr data-kind=\"{Escape(row[0])}\"><td data-label=\"{Escape(head[0])}\"><span class=\"{Class(row[0])}\">{Escape(row[0])}</span></td>");
            for (int index = 1; index < row.Count; index++)
                output.Write($"<td data-label=\"{Escape(head[index])}\">" + (index == 1 && linkBase is not null ? $"<a href=\"{Escape(linkBase + row[1])}.md\">{Escape(row[1])}</a></td>" : Escape(row[index]) + "</td>"));
            output.Write("</tr>\n");
        }

        output.Write("</tbody>\n</table></div>\n");
        if (total > carried.Count)
            output.Write($"<p class=\"quiet\">This page carries {Amounts.Number(carried.Count)} of {Amounts.Number(total)} {what}; the JSON report lists all.</p>\n");
        if (carried.Count > RowsShown)
            WriteData(id, carried);
    }

    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in VisibleText.Escape(text))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A bar beside its amount: the amount is the text, the bar is for the eye.</summary>
    public static string Bar(long? amount, long most) => amount is null
        ? "<span class=\"quiet\">no manifest</span>"
        : $"<span class=\"bar\" aria-hidden=\"true\" style=\"width:{(most == 0 ? 0 : Math.Max(0.5, 100.0 * amount.Value / most)).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)}%\"></span>{Amounts.Parameters(amount.Value)}";

    private static string Class(string kind) => kind is "error" or "removed" ? "error" : kind is "warning" or "changed" or "requantised" or "recast" or "reshaped" ? "warning" : kind is "added" ? "added" : "info";

    private static string Shown(long shown, long total, string what) =>
        shown == total ? $"{Amounts.Number(total)} {what}" : $"first {Amounts.Number(shown)} of {Amounts.Number(total)} {what}";

    /// <summary>All rows as data for the script; a data block is no script, and a name in it cannot end it.</summary>
    private void WriteData(string id, List<IReadOnlyList<string>> rows)
    {
        StringWriter data = new();
        JsonTextWriter json = new(data);
        json.BeginArray(inline: true);
        foreach (IReadOnlyList<string> row in rows)
        {
            json.BeginArray(inline: true);
            foreach (string cell in row)
                json.Element(VisibleText.Escape(cell));
            json.End();
        }

        json.End();
        output.Write($"<script type=\"application/json\" id=\"{id}-data\">");
        output.Write(data.ToString().Replace("<", "\\u003c"));
        output.Write("</script>\n");
    }
}
