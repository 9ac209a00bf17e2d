using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Inspection.Documents;

/// <summary>A model card as Hugging Face writes it: YAML front matter between two <c>---</c> lines, then Markdown with headings.</summary>
internal sealed class ModelCard
{
    private ModelCard(bool hasFrontMatter, IReadOnlyList<CardField> fields, IReadOnlyList<CardSection> sections)
    {
        HasFrontMatter = hasFrontMatter;
        Fields = fields;
        Sections = sections;
    }

    /// <summary>Whether there is front matter that is closed again.</summary>
    public bool HasFrontMatter { get; }

    /// <summary>Top-level fields of the front matter, in order.</summary>
    public IReadOnlyList<CardField> Fields { get; }

    /// <summary>Sections by heading; the first one has no heading.</summary>
    public IReadOnlyList<CardSection> Sections { get; }

    /// <summary>The field of that name, or null.</summary>
    public CardField? this[string name] => Fields.LastOrDefault(field => field.Name == name);

    /// <summary>Reads a card. Everything is a card: what it lacks is for the rules to say.</summary>
    public static ModelCard Of(DocumentText text)
    {
        var lines = text.Lines;
        var end = -1;
        if (lines.Count > 0 && lines[0].TrimEnd() == "---")
        {
            for (var index = 1; index < lines.Count && end < 0; index++)
            {
                end = lines[index].TrimEnd() is "---" or "..." ? index : -1;
            }
        }

        return new ModelCard(end > 0, end > 0 ? ReadFields(lines, end) : [], ReadSections(lines, end + 1));
    }

    private static List<CardField> ReadFields(IReadOnlyList<string> lines, int end)
    {
        var fields = new List<CardField>();
        for (var index = 1; index < end; index++)
        {
            var line = lines[index];
            var colon = line.IndexOf(':');
            if (line.Length > 0 && colon > 0 && !char.IsWhiteSpace(line[0]) && line[0] is not '#' and not '-')
            {
                fields.Add(new CardField(Unquote(line.Substring(0, colon)), index + 1, [.. ReadValues(Uncomment(line.Substring(colon + 1)))]));
            }
            else if (fields.Count > 0 && Uncomment(line) is { Length: > 0 } more && more[0] != '#')
            {
                // A list of its own lines, a folded text, or a map below the field: its scalars are the field's values.
                var scalar = more.StartsWith("- ", StringComparison.Ordinal) ? more.Substring(2).Trim() : more;
                var inner = scalar.IndexOf(": ", StringComparison.Ordinal);
                foreach (var value in ReadValues(inner > 0 ? scalar.Substring(inner + 2) : scalar))
                {
                    fields[fields.Count - 1].Values.Add(value);
                }
            }
        }

        return fields;
    }

    private static IEnumerable<string> ReadValues(string text)
    {
        var value = text.Trim();
        if (value.StartsWith("[", StringComparison.Ordinal) && value.EndsWith("]", StringComparison.Ordinal))
        {
            return value.Substring(1, value.Length - 2).Split(',').Select(Unquote).Where(static item => item.Length > 0);
        }

        return value.Length == 0 || value is "|" or ">" or "|-" or ">-" or "~" or "null" ? [] : [Unquote(value)];
    }

    private static string Uncomment(string text)
    {
        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        return (comment >= 0 ? text.Substring(0, comment) : text).Trim();
    }

    private static string Unquote(string text)
    {
        var value = text.Trim();
        return value.Length >= 2 && value[0] is '"' or '\'' && value.Length >= 2 && value[value.Length - 1] == value[0] ? value.Substring(1, value.Length - 2) : value;
    }

    private static List<CardSection> ReadSections(IReadOnlyList<string> lines, int from)
    {
        var sections = new List<CardSection> { new(string.Empty, 0, from + 1, []) };
        var isCode = false;
        for (var index = from; index < lines.Count; index++)
        {
            var line = lines[index];
            var trimmed = line.TrimStart();
            if (trimmed.StartsWith("```", StringComparison.Ordinal) || trimmed.StartsWith("~~~", StringComparison.Ordinal))
            {
                isCode = !isCode;
                continue;
            }

            var level = isCode ? 0 : HeadingLevel(line);
            if (level > 0)
            {
                sections.Add(new CardSection(line.Trim().Trim('#').Trim(), level, index + 1, []));
            }
            else if (!isCode && index + 1 < lines.Count && line.Trim().Length > 0 && IsUnderline(lines[index + 1]))
            {
                sections.Add(new CardSection(line.Trim(), lines[index + 1].TrimStart()[0] == '=' ? 1 : 2, index + 1, []));
                index++;
            }
            else
            {
                sections[sections.Count - 1].Lines.Add(new CardLine(line, index + 1, isCode));
            }
        }

        return sections;
    }

    /// <summary>Level of an ATX heading (CommonMark 4.2); 0 for any other line.</summary>
    private static int HeadingLevel(string line)
    {
        var level = 0;
        while (level < line.Length && line[level] == '#')
        {
            level++;
        }

        return level is > 0 and <= 6 && (level == line.Length || line[level] == ' ') ? level : 0;
    }

    private static bool IsUnderline(string line)
    {
        var rule = line.Trim();
        return rule.Length >= 3 && (rule.All(static c => c == '=') || rule.All(static c => c == '-'));
    }
}

/// <summary>A field of a model card's front matter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Values">Its scalars, in order; empty where it states none.</param>
internal sealed record CardField(string Name, int Line, List<string> Values);

/// <summary>A section of a model card.</summary>
/// <param name="Heading">Its heading; empty before the first one.</param>
/// <param name="Level">1 to 6; 0 before the first heading.</param>
/// <param name="Line">1-based line of the heading.</param>
/// <param name="Lines">The lines up to the next heading, fences left out.</param>
internal sealed record CardSection(string Heading, int Level, int Line, List<CardLine> Lines);

/// <summary>One line of a model card's text.</summary>
/// <param name="Text">The line.</param>
/// <param name="Number">1-based line in the file.</param>
/// <param name="IsCode">Whether it stands inside a fence.</param>
internal readonly record struct CardLine(string Text, int Number, bool IsCode);
