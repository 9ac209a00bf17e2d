using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.CleanBuilds;

/// <summary>
/// Which files of a checkout an edition may contain: not what a component withholds by file, project, assembly or package, not the sources
/// of other editions, not ReleaseGuard's own files, and nothing that was built. Solutions lose the projects that are left out.
/// </summary>
public sealed class EditionCopy
{
    private static readonly string[] s_projects = [".csproj", ".fsproj", ".vbproj", ".proj"];
    private static readonly string[] s_assemblies = [".dll", ".exe", ".pdb", ".xml"];
    private readonly EditionPolicy _policy;
    private readonly Edition _edition;
    private readonly string _policyFolder;
    private readonly List<string> _files = [];
    private readonly List<LeftOutFile> _leftOut = [];
    private readonly List<string> _everything = [];
    private readonly List<string> _withheldProjects = [];

    private EditionCopy(string root, EditionPolicy policy, Edition edition)
    {
        Root = root;
        _policy = policy;
        _edition = edition;
        _policyFolder = Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? root;
    }

    /// <summary>The checkout.</summary>
    public string Root { get; }

    /// <summary>Files that the edition may contain, relative to the checkout.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Every file of the checkout that was not built.</summary>
    public IReadOnlyList<string> Everything => _everything;

    /// <summary>Files that are left out, and why.</summary>
    public IReadOnlyList<LeftOutFile> LeftOut => _leftOut;

    /// <summary>Folders that are links: they are not followed.</summary>
    public List<string> Links { get; } = [];

    /// <summary>Sorts the files of a checkout.</summary>
    /// <param name="root">The checkout's folder.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="edition">The edition that the copy is for.</param>
    /// <exception cref="IOException">A folder could not be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    public static EditionCopy Plan(string root, EditionPolicy policy, Edition edition)
    {
        var copy = new EditionCopy(Path.GetFullPath(root), policy, edition);
        copy.List("");
        copy._everything.Sort(StringComparer.Ordinal);
        foreach (var project in copy._everything.Where(IsProject).Where(project => copy.WithheldBy(project) is not null))
            copy._withheldProjects.Add(project);
        foreach (var file in copy._everything)
        {
            if (copy.ReasonToLeaveOut(file) is { } why)
                copy._leftOut.Add(new LeftOutFile(file, why));
            else
                copy._files.Add(file);
        }

        return copy;
    }

    /// <summary>Writes files of the checkout to a folder. Solutions are written without the projects that the edition may not contain, in either copy.</summary>
    /// <param name="files">Paths relative to the checkout.</param>
    /// <param name="folder">The folder, which is made.</param>
    /// <exception cref="IOException">A file could not be copied.</exception>
    public void Write(IReadOnlyList<string> files, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in files)
        {
            var from = Path.Combine(Root, file);
            var to = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (_withheldProjects.Count > 0 && SolutionText.IsSolution(file))
                File.WriteAllText(to, SolutionText.Without(File.ReadAllText(from), file, _withheldProjects));
            else
                File.Copy(from, to);
        }
    }

    /// <summary>Whether a package of this name is withheld itself, so that only the full checkout makes it.</summary>
    /// <param name="packageFile">Name of the package file.</param>
    public bool IsWithheldPackage(string packageFile) => WithheldPackage(packageFile) is not null;

    private static bool IsProject(string file) => s_projects.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private void List(string folder)
    {
        var full = Path.Combine(Root, folder);
        var names = Directory.GetFiles(full).Select(static file => Path.GetFileName(file)).ToList();
        foreach (var name in names)
            _everything.Add(folder + name);
        var builds = names.Exists(IsProject);
        foreach (var child in Directory.GetDirectories(full))
        {
            var name = Path.GetFileName(child);
            if (name is ".git" or ".vs" or ".idea" or "TestResults" or "node_modules" || (builds && name is "bin" or "obj") || (folder.Length == 0 && name == "artifacts"))
                continue;
            if ((File.GetAttributes(child) & FileAttributes.ReparsePoint) != 0)
                Links.Add(folder + name);
            else
                List(folder + name + "/");
        }
    }

    private string? ReasonToLeaveOut(string file)
    {
        if (_withheldProjects.FirstOrDefault(project => file.StartsWith(FolderOf(project), StringComparison.Ordinal) && (FolderOf(project).Length > 0 || file == project)) is { } owner)
            return WithheldBy(owner);
        if (WithheldBy(file) is { } component)
            return component;
        if (Path.GetExtension(file) == ".cs" && _policy.EditionOfSource(file) is { } other && !_policy.Includes(_edition, other))
            return $"source of edition '{other.Id}'";
        return CompanionOf(file);
    }

    private string? WithheldBy(string file)
    {
        var path = Relative(file);
        var name = Path.GetFileNameWithoutExtension(file);
        var extension = Path.GetExtension(file);
        var tails = new ShippedPlace(path).Tails().ToList();
        var matches = tails.SelectMany(_policy.Matcher.MatchFile);
        if (IsProject(file))
            matches = matches.Concat(tails.SelectMany(_policy.Matcher.MatchProject)).Concat(_policy.Matcher.MatchAssembly(name));
        if (s_assemblies.Contains(extension, StringComparer.OrdinalIgnoreCase))
            matches = matches.Concat(_policy.Matcher.MatchAssembly(name));
        return matches.Select(static match => match.Component).FirstOrDefault(IsWithheld)?.Id ?? (extension == ".nupkg" ? WithheldPackage(file) : null);
    }

    private string? WithheldPackage(string file)
    {
        // Id.1.2.3.nupkg: the version starts at the first part that is a number.
        var parts = Path.GetFileNameWithoutExtension(file).Split('.');
        var id = string.Join(".", parts.TakeWhile(static part => part.Length == 0 || !part.All(static c => c is >= '0' and <= '9')));
        return _policy.Matcher.MatchPackage(id).Concat(_policy.Matcher.MatchAssembly(id)).Select(static match => match.Component).FirstOrDefault(IsWithheld)?.Id;
    }

    private bool IsWithheld(Component component) => _policy.Decide(component, _edition).Standing == Standing.Withheld;

    private string? CompanionOf(string file)
    {
        if (PolicyFile.Names.Contains(Path.GetFileName(file)) || Path.GetFileName(file) == EditionMarker.FileName)
            return "ReleaseGuard's own";
        if (Path.GetExtension(file) is not (".json" or ".jsonc"))
            return null;
        using var stream = File.OpenRead(Path.Combine(Root, file));
        var head = new byte[4096];
        var length = stream.Read(head, 0, head.Length);
        return Companions.KindOf(head.AsSpan(0, length)) == CompanionKind.None ? null : "ReleaseGuard's own";
    }

    private string Relative(string file)
    {
        var full = Path.Combine(Root, file);
        return full.StartsWith(_policyFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full.Substring(_policyFolder.Length + 1).Replace('\\', '/') : file;
    }

    private static string FolderOf(string file) => file.Substring(0, file.LastIndexOf('/') + 1);
}
