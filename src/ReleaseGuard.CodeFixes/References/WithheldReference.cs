using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Editing;

namespace ReleaseGuard.CodeFixes.References;

/// <summary>
/// The reference that brings a withheld assembly into a project, as the project file writes it: a project, a package or an assembly.
/// One that comes from elsewhere, as from a file the project imports, is not ours to change from here.
/// </summary>
internal sealed class WithheldReference
{
    private WithheldReference(string assembly, ProjectText project, MarkupElement element, string entry)
    {
        Assembly = assembly;
        Project = project;
        Element = element;
        Entry = entry;
    }

    /// <summary>The name of the assembly.</summary>
    public string Assembly { get; }

    public ProjectText Project { get; }

    public MarkupElement Element { get; }

    /// <summary>The entry of the element's list.</summary>
    public string Entry { get; }

    /// <summary>The withheld assembly that a finding is about; null where it is about this project's own code or about none.</summary>
    public static string? AssemblyOf(string? documentationId, Compilation compilation)
    {
        if (documentationId is null || DocumentationCommentId.GetFirstSymbolForDeclarationId(documentationId, compilation) is not { } symbol) return null;
        if (symbol is not INamespaceSymbol space) return IsElsewhere(symbol.ContainingAssembly, compilation) ? symbol.ContainingAssembly.Name : null;
        var parts = space.ConstituentNamespaces.Select(part => part.ContainingAssembly).Where(part => part is not null).ToList();
        return parts.Count == 1 && IsElsewhere(parts[0], compilation) ? parts[0].Name : null;
    }

    /// <summary>Finds what brings an assembly in; null where the project file does not say so itself.</summary>
    public static WithheldReference? Find(Project project, string assembly, SourceText file)
    {
        if (!ProjectText.TryParse(file.ToString(), out var text, out _)) return null;
        var folder = Path.GetDirectoryName(project.FilePath) ?? "";
        var projects = project.ProjectReferences.Select(reference => project.Solution.GetProject(reference.ProjectId)).Where(other => other?.AssemblyName == assembly)
            .Select(other => other!.FilePath).OfType<string>().Select(Path.GetFullPath).ToList();
        foreach (var (element, entry) in Entries(text, "ProjectReference"))
        {
            if (projects.Contains(Path.GetFullPath(Path.Combine(folder, Slashes(entry)))) || (projects.Count == 0 && Path.GetFileNameWithoutExtension(Slashes(entry)) == assembly))
                return new WithheldReference(assembly, text, element, entry);
        }

        foreach (var (element, entry) in Entries(text, "Reference"))
        {
            var hint = element.Children.FirstOrDefault(child => child.LocalName.Equals("HintPath", StringComparison.OrdinalIgnoreCase)) is { IsOneTag: false } path
                ? text.Text.Substring(path.StartTagEnd, path.EndTagStart - path.StartTagEnd) : null;
            if (entry.Split(',')[0].Trim() == assembly || Path.GetFileNameWithoutExtension(Slashes(entry)) == assembly || (hint is not null && Path.GetFileNameWithoutExtension(Slashes(hint.Trim())) == assembly))
                return new WithheldReference(assembly, text, element, entry);
        }

        var folders = project.MetadataReferences.OfType<PortableExecutableReference>().Select(reference => reference.FilePath)
            .Where(path => path is not null && Path.GetFileNameWithoutExtension(path) == assembly).SelectMany(path => path!.Split('/', '\\')).ToList();
        foreach (var (element, entry) in Entries(text, "PackageReference"))
        {
            if (folders.Contains(entry, StringComparer.OrdinalIgnoreCase)) return new WithheldReference(assembly, text, element, entry);
        }

        return null;
    }

    /// <summary>Whether a reference of a compilation is the assembly.</summary>
    public static bool Is(MetadataReference reference, string assembly) =>
        Path.GetFileNameWithoutExtension((reference as PortableExecutableReference)?.FilePath ?? reference.Display) == assembly;

    private static IEnumerable<(MarkupElement Element, string Entry)> Entries(ProjectText text, string itemType) =>
        from element in text.Elements(itemType)
        let list = element.Attribute("Include")
        where list is not null
        from entry in list.Value.Split(';')
        where entry.Trim().Length > 0
        select (element, entry.Trim());

    private static bool IsElsewhere(IAssemblySymbol? assembly, Compilation compilation) =>
        assembly is not null && !SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly);

    private static string Slashes(string path) => path.Replace('\\', '/');
}
