using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Projects;

/// <summary>
/// Finds the line of a project file that brings an item in. Evaluated items know the file that defines them but not the line, so the file's XML is searched:
/// the element with the item's name and the same Include, else one whose wildcard takes it in, else the item group, else the first line.
/// Files are parsed once, and only when asked for.
/// </summary>
internal sealed class ProjectFileLocator(string projectFile, string policyFolder)
{
    private readonly Dictionary<string, XDocument?> _documents = new(StringComparer.Ordinal);

    /// <summary>The element that brings the item in, and how.</summary>
    public ProjectItemOrigin Origin(ProjectGraphItem item)
    {
        // Items that a file outside the product defines (the SDK's default wildcards) are placed in the project that takes them.
        var file = item.DefinedIn is { Length: > 0 } definedIn && (IsWithin(definedIn, policyFolder) || IsWithin(definedIn, Path.GetDirectoryName(projectFile) ?? string.Empty))
            ? definedIn : projectFile;
        if (Parse(file) is not { } document)
        {
            return new ProjectItemOrigin(item, file, 1, 1, ItemOriginKind.None, null);
        }

        var folder = Path.GetDirectoryName(file) ?? string.Empty;
        var elements = document.Descendants().Where(element => string.Equals(element.Name.LocalName, item.ItemType, StringComparison.OrdinalIgnoreCase)).ToList();
        var specs = elements.SelectMany(Specs).ToList();
        var found = specs.FirstOrDefault(spec => IsSame(Expanded(spec.Text, folder), item, folder));
        var kind = found.Element is null ? ItemOriginKind.Wildcard : ItemOriginKind.Listed;
        found = found.Element is null ? specs.FirstOrDefault(spec => Wildcard.IsIn(spec.Text) && IsTakenBy(Expanded(spec.Text, folder), item, folder)) : found;
        if (found.Element is null)
        {
            kind = ItemOriginKind.Composed;
            found = specs.FirstOrDefault(static spec => spec.Text.IndexOf("$(", StringComparison.Ordinal) >= 0 || spec.Text.IndexOf("@(", StringComparison.Ordinal) >= 0);
        }

        if (found.Element is not null)
        {
            var (line, column) = Place(found.Element);
            return new ProjectItemOrigin(item, file, line, column, found.IsUpdate ? ItemOriginKind.Updated : kind, found.Text);
        }

        var near = Place(elements.FirstOrDefault() ?? document.Root?.Elements().FirstOrDefault(static child => child.Name.LocalName == "ItemGroup"));
        return new ProjectItemOrigin(item, file, near.Line, near.Column, ItemOriginKind.None, null);
    }

    /// <summary>The first element of a name in the project file itself, else its root.</summary>
    public FindingLocation ProjectItself(string elementName)
    {
        var document = Parse(projectFile);
        return At(projectFile, document?.Descendants().FirstOrDefault(element => element.Name.LocalName == elementName) ?? document?.Root);
    }

    /// <summary>A property in the project file, else in one of the files it imports, else the project's first element.</summary>
    public FindingLocation Property(string name, IEnumerable<string> imports)
    {
        foreach (var file in imports.Prepend(projectFile))
        {
            if (Parse(file)?.Descendants().FirstOrDefault(element => string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase)) is { } element)
            {
                return At(file, element);
            }
        }

        return ProjectItself("PropertyGroup");
    }

    /// <summary>A path as findings print it: relative to the policy's folder where it is below that, with forward slashes.</summary>
    public string Relative(string path)
    {
        var full = Path.GetFullPath(path);
        if (IsWithin(full, policyFolder))
        {
            full = full.Substring(policyFolder.Length).TrimStart(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        }

        return full.Replace('\\', '/');
    }

    // The two folders that every file can name: with them written out, most composed paths are plain ones.
    private string Expanded(string spec, string folder) => spec
        .Replace("$(MSBuildThisFileDirectory)", Normal(folder).TrimEnd('/') + "/")
        .Replace("$(MSBuildProjectDirectory)", Normal(Path.GetDirectoryName(projectFile) ?? string.Empty).TrimEnd('/'));

    private static IEnumerable<(XElement? Element, string Text, bool IsUpdate)> Specs(XElement element) =>
        new[] { "Include", "Update" }
            .SelectMany(name => ((string?)element.Attribute(name) ?? string.Empty).Split([';'], StringSplitOptions.RemoveEmptyEntries), (name, spec) => ((XElement?)element, spec.Trim(), name == "Update"))
            .Where(static spec => spec.Item2.Length > 0);

    private static bool IsSame(string spec, ProjectGraphItem item, string folder)
    {
        var written = Normal(spec);
        return string.Equals(written, Normal(item.Include), StringComparison.OrdinalIgnoreCase)
            || (item.FullPath is { } full && !Wildcard.IsIn(spec) && TryCombine(folder, written) is { } path
                && string.Equals(path, Path.GetFullPath(full), StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsTakenBy(string spec, ProjectGraphItem item, string folder)
    {
        if (Wildcard.Matches(Normal(spec), Normal(item.Include)))
        {
            return true;
        }

        if (item.FullPath is not { } full || TryCombine(folder, FixedPart(Normal(spec))) is not { } start)
        {
            return false;
        }

        return Wildcard.Matches(Normal(Path.Combine(start, Normal(spec).Substring(FixedPart(Normal(spec)).Length))), Normal(Path.GetFullPath(full)));
    }

    private static string FixedPart(string spec)
    {
        var wild = spec.IndexOfAny(['*', '?']);
        return wild < 0 ? spec : spec.Substring(0, spec.LastIndexOf('/', wild) + 1);
    }

    private static string? TryCombine(string folder, string path)
    {
        try
        {
            return Path.GetFullPath(Path.Combine(folder, path));
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            return null;
        }
    }

    private static string Normal(string path) => path.Replace('\\', '/');

    private static bool IsWithin(string path, string folder) =>
        folder.Length > 0 && path.Length > folder.Length && path.StartsWith(folder, StringComparison.OrdinalIgnoreCase)
        && (path[folder.Length] == '/' || path[folder.Length] == '\\' || folder[folder.Length - 1] is '/' or '\\');

    private XDocument? Parse(string file)
    {
        if (!_documents.TryGetValue(file, out var document))
        {
            try
            {
                var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
                using var reader = XmlReader.Create(file, settings);
                document = XDocument.Load(reader, LoadOptions.SetLineInfo);
            }
            catch (Exception error) when (error is XmlException || FolderWalk.IsInputError(error))
            {
                document = null;
            }

            _documents.Add(file, document);
        }

        return document;
    }

    private FindingLocation At(string file, XElement? element)
    {
        var (line, column) = Place(element);
        return new FindingLocation(Relative(file), line, column);
    }

    // XML line information points at the name; people and MSBuild point at the bracket before it.
    private static (int Line, int Column) Place(XElement? element) =>
        element is IXmlLineInfo place && place.HasLineInfo() ? (place.LineNumber, Math.Max(1, place.LinePosition - 1)) : (1, 1);
}
