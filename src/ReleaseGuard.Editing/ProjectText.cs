using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Xml;

namespace ReleaseGuard.Editing;

/// <summary>
/// The text of a project file (<c>.csproj</c>, <c>.props</c>, <c>.targets</c>) and where its elements stand. Immutable; <see cref="TryApply"/>
/// gives the next one, and only when what the edits made is well-formed.
/// </summary>
public sealed class ProjectText
{
    private LineStarts? _lines;

    private ProjectText(string text, MarkupElement root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The text as it was given; a byte order mark may stand at its start.</summary>
    public string Text { get; }

    /// <summary>The <c>Project</c> element.</summary>
    public MarkupElement Root { get; }

    /// <summary>Lines and columns of the text.</summary>
    public LineStarts Lines => _lines ??= new LineStarts(Text);

    /// <summary>Reads a text. False for one that is no well-formed XML or has a document type, which MSBuild files never need.</summary>
    /// <param name="text">The text.</param>
    /// <param name="project">The text with its elements.</param>
    /// <param name="fault">Where it cannot be read, and why.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ProjectText? project, [NotNullWhen(false)] out TextFault? fault)
    {
        try
        {
            using var characters = new StringReader(text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text);
            using var reader = XmlReader.Create(characters, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read())
            {
                // The scanner below goes one level deeper for each element, as does whoever walks the result.
                if (reader.Depth > 500) throw new XmlException("The elements are nested more than 500 levels deep.", null, reader is IXmlLineInfo info ? info.LineNumber : 1, 1);
            }

            (project, fault) = (new ProjectText(text, MarkupScanner.Scan(text)), null);
            return true;
        }
        catch (XmlException error)
        {
            (project, fault) = (null, new TextFault(Math.Max(1, error.LineNumber), Math.Max(1, error.LinePosition), error.Message));
            return false;
        }
    }

    /// <summary>Makes the edits and reads the result. False, with the fault, when that is no well-formed project any more.</summary>
    /// <param name="edits">Edits of this text.</param>
    /// <param name="changed">The text with the edits made.</param>
    /// <param name="fault">Why the result cannot be read.</param>
    public bool TryApply(IEnumerable<TextEdit> edits, [NotNullWhen(true)] out ProjectText? changed, [NotNullWhen(false)] out TextFault? fault) =>
        TryParse(TextEdits.Apply(Text, edits), out changed, out fault);

    /// <summary>An element as a text of its own, to be edited before it is written elsewhere. Its namespace prefixes stay unresolved, so only its places are read.</summary>
    internal static ProjectText Copy(ProjectText project, MarkupElement element)
    {
        var text = project.Text.Substring(element.Start, element.End - element.Start);
        return new ProjectText(text, MarkupScanner.Scan(text));
    }

    /// <summary>All elements of a name below the root, without regard to case, as MSBuild reads item types and properties.</summary>
    /// <param name="name">The name, without a prefix.</param>
    public IEnumerable<MarkupElement> Elements(string name) =>
        Root.SelfAndDescendants().Where(element => string.Equals(element.LocalName, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>All elements of an item type whose <c>Include</c> has an entry; either slash, without regard to case.</summary>
    /// <param name="itemType">The type.</param>
    /// <param name="entry">The entry as a list has it.</param>
    public IEnumerable<MarkupElement> ElementsListing(string itemType, string entry) =>
        Elements(itemType).Where(element => element.Attribute("Include") is { } list && ItemSpecs.Of(list).Has(entry));

    /// <summary>The innermost element around a place; null outside the root.</summary>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column in UTF-16 units, from 1.</param>
    public MarkupElement? ElementAt(int line, int column) => ElementAt(Lines.Offset(line, column));

    /// <summary>The innermost element around an offset; null outside the root.</summary>
    /// <param name="offset">UTF-16 offset.</param>
    public MarkupElement? ElementAt(int offset) =>
        offset < 0 ? null : Root.SelfAndDescendants().LastOrDefault(element => element.Start <= offset && offset < element.End);

    /// <summary>The attribute around a place, its name and quotes included; null where there is none.</summary>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column in UTF-16 units, from 1.</param>
    public MarkupAttribute? AttributeAt(int line, int column)
    {
        var offset = Lines.Offset(line, column);
        return ElementAt(offset)?.Attributes.FirstOrDefault(attribute => attribute.Start <= offset && offset < attribute.End);
    }
}
