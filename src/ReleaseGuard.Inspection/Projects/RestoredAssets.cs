using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.Projects;

/// <summary>What a restore wrote down of one target framework (<c>project.assets.json</c>): what the project referenced then, and everything reached from there.</summary>
/// <param name="Packages">Packages the project referenced itself when it was restored; those the SDK adds are left out.</param>
/// <param name="Projects">Full paths of the projects it referenced itself then.</param>
/// <param name="Direct">Ids of everything it referenced itself, where the walk starts.</param>
/// <param name="Libraries">Everything reached, by id.</param>
internal sealed record RestoredAssets(IReadOnlyList<string> Packages, IReadOnlyList<string> Projects, IReadOnlyList<string> Direct, IReadOnlyDictionary<string, RestoredLibrary> Libraries)
{
    private static readonly string[] s_fileGroups = ["compile", "runtime", "native", "resource", "contentFiles", "runtimeTargets", "build", "buildMultiTargeting", "embed"];

    /// <summary>Reads the file; null with a reason where it cannot be read or knows nothing of the framework.</summary>
    /// <param name="file">Full path of <c>project.assets.json</c>.</param>
    /// <param name="projectFile">The project it was written for.</param>
    /// <param name="framework">The project's <c>TargetFramework</c>.</param>
    /// <param name="moniker">Its <c>NuGetTargetMoniker</c>, under which older restores list it.</param>
    /// <param name="runtime">Its <c>RuntimeIdentifier</c>; empty for none.</param>
    /// <param name="problem">Why it could not be read.</param>
    public static RestoredAssets? Read(string file, string projectFile, string framework, string? moniker, string? runtime, out string? problem)
    {
        JsonValue? root;
        try
        {
            using var source = new FileArtifactSource(file);
            root = JsonFile.Read(source, CancellationToken.None, out var unread, 256 * 1024 * 1024);
            problem = unread?.Message;
        }
        catch (Exception error) when (Containers.FolderWalk.IsInputError(error))
        {
            root = null;
            problem = Containers.FolderWalk.Describe(error);
        }

        if (root is null)
        {
            return null;
        }

        var target = new[] { framework, moniker }
            .Where(static name => !string.IsNullOrEmpty(name))
            .SelectMany(name => string.IsNullOrEmpty(runtime) ? [name!] : new[] { name + "/" + runtime, name! })
            .Select(name => root["targets"]?[name])
            .FirstOrDefault(static found => found is not null);
        if (target is null)
        {
            problem = $"lists nothing for {framework}";
            return null;
        }

        var packages = Framework(root["project"]?["frameworks"], framework)?["dependencies"]?.Properties
            .Where(static property => property.Value["autoReferenced"]?.Text != "true")
            .Select(static property => property.Name).ToList() ?? [];
        var projects = Framework(root["project"]?["restore"]?["frameworks"], framework)?["projectReferences"]?.Properties
            .Select(static property => Path.GetFullPath(property.Name)).ToList() ?? [];
        var libraries = Reached(root, target, Path.GetDirectoryName(projectFile) ?? string.Empty);
        var direct = new[] { framework, moniker }.Select(name => name is null ? null : root["projectFileDependencyGroups"]?[name]).FirstOrDefault(static group => group is not null)?.Items
            .Select(static item => item.Text.Split(' ')[0]).ToList() ?? [];
        return new RestoredAssets(packages, projects, direct, libraries);
    }

    private static JsonValue? Framework(JsonValue? frameworks, string alias) =>
        frameworks?[alias] ?? frameworks?.Properties.Select(static property => property.Value).FirstOrDefault(value => value["targetAlias"]?.Text == alias);

    private static Dictionary<string, RestoredLibrary> Reached(JsonValue root, JsonValue target, string projectFolder)
    {
        var folders = root["packageFolders"]?.Properties.Select(static property => property.Name).ToList() ?? [];
        var described = (root["libraries"]?.Properties ?? []).GroupBy(static property => property.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(static group => group.Key, static group => group.Last().Value, StringComparer.OrdinalIgnoreCase);
        var libraries = new Dictionary<string, RestoredLibrary>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in target.Properties)
        {
            var slash = entry.Name.IndexOf('/');
            var name = slash < 0 ? entry.Name : entry.Name.Substring(0, slash);
            described.TryGetValue(entry.Name, out var description);
            var isProject = entry.Value["type"]?.Text == "project";
            var path = description?["msbuildProject"]?.Text ?? description?["path"]?.Text;
            libraries[name] = new RestoredLibrary(
                name,
                slash < 0 ? string.Empty : entry.Name.Substring(slash + 1),
                isProject && path is not null ? Path.GetFullPath(Path.Combine(projectFolder, path)) : null,
                isProject || path is null ? null : folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Directory.Exists),
                entry.Value["dependencies"]?.Properties.Select(static property => property.Name).ToList() ?? [],
                isProject ? [] : [.. s_fileGroups.SelectMany(group => entry.Value[group]?.Properties ?? []).Select(static file => file.Name).Where(static file => !file.EndsWith("_._", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)]);
        }

        return libraries;
    }
}
