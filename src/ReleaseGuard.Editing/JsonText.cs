using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using ReleaseGuard.Policy.Json;

namespace ReleaseGuard.Editing;

/// <summary>
/// A JSON text, comments and trailing commas allowed, and where its values stand. Immutable; <see cref="TryApply"/> gives the next one, and
/// only when what the edits made is JSON still.
/// </summary>
public sealed class JsonText
{
    private LineStarts? _lines;

    private JsonText(string text, JsonNode root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The text as it was given; a byte order mark may stand at its start.</summary>
    public string Text { get; }

    /// <summary>The whole value.</summary>
    public JsonNode Root { get; }

    /// <summary>Lines and columns of the text.</summary>
    public LineStarts Lines => _lines ??= new LineStarts(Text);

    /// <summary>Reads a text. False, with the first fault, for one that is no JSON or is nested more than 64 levels deep.</summary>
    /// <param name="text">The text.</param>
    /// <param name="json">The text with its values.</param>
    /// <param name="fault">Where it cannot be read, and why.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonText? json, [NotNullWhen(false)] out TextFault? fault)
    {
        TextFault? first = null;
        var value = JsonReader.Read(text, (start, _, message) =>
        {
            if (first is not null) return;
            var (line, column) = new LineStarts(text).Place(start);
            first = new TextFault(line, column, message);
        });
        (json, fault) = first is null ? (new JsonText(text, new JsonNode(value, null, null)), null) : ((JsonText?)null, first);
        return first is null;
    }

    /// <summary>Makes the edits and reads the result. False, with the fault, when that is no JSON any more.</summary>
    /// <param name="edits">Edits of this text.</param>
    /// <param name="changed">The text with the edits made.</param>
    /// <param name="fault">Why the result cannot be read.</param>
    public bool TryApply(IEnumerable<TextEdit> edits, [NotNullWhen(true)] out JsonText? changed, [NotNullWhen(false)] out TextFault? fault) =>
        TryParse(TextEdits.Apply(Text, edits), out changed, out fault);

    /// <summary>The innermost member or array element around a place, key included; the root where there is none; null outside it.</summary>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column in UTF-16 units, from 1.</param>
    public JsonNode? NodeAt(int line, int column) => NodeAt(Lines.Offset(line, column));

    /// <summary>The innermost member or array element around an offset, key included; the root where there is none; null outside it.</summary>
    /// <param name="offset">UTF-16 offset.</param>
    public JsonNode? NodeAt(int offset)
    {
        var node = offset >= Root.Start && offset < Root.End ? Root : null;
        while (node?.Children.FirstOrDefault(child => child.Start <= offset && offset < child.End) is { } inner) node = inner;
        return node;
    }
}
