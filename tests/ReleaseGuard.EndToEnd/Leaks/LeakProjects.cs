using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Leaks;

/// <summary>All code and project leaks with their clean twins, built together in one solution per edition.</summary>
internal static class LeakProjects
{
    internal static IEnumerable<string> Ids => Directory.EnumerateDirectories(Path.Combine(CleanTree.Repository, "samples", "Leaks"), "RG*")
        .Select(folder => Path.GetFileName(folder))
        .Where(id => File.Exists(Path.Combine(CleanTree.Repository, "samples", "Leaks", id, id + ".csproj")))
        .Order(StringComparer.Ordinal);

    internal static string Leak(CleanTree tree, string id) => Path.Combine(tree.Root, "samples", "Leaks", id, id + ".csproj");

    internal static string CleanTwin(CleanTree tree, string id) => Path.Combine(tree.Root, "samples", "Leaks", id, "clean", id + ".Clean.csproj");

    internal static BuildLog Build(CleanTree tree, string edition) => tree.Once($"leaks {edition}", () =>
    {
        var solution = Path.Combine(tree.Root, "Leaks.slnx");
        var text = new StringBuilder("<Solution>\n");
        foreach (var id in Ids)
            text.Append($"  <Project Path=\"samples/Leaks/{id}/{id}.csproj\" />\n  <Project Path=\"samples/Leaks/{id}/clean/{id}.Clean.csproj\" />\n");
        File.WriteAllText(solution, text.Append("</Solution>\n").ToString());
        var binlog = Path.Combine(tree.Root, $"leaks.{edition}.binlog");
        Dotnet.Run(tree.Root, "build", solution, $"-p:ReleaseEdition={edition}", $"-bl:{binlog}", "-v", "q").Failed();
        return new BuildLog(binlog);
    });

    /// <summary>The lines of a leak that carry the rule's id in a comment.</summary>
    internal static IEnumerable<(string File, int Line)> MarkedLines(CleanTree tree, string id)
    {
        var folder = Path.GetDirectoryName(Leak(tree, id))!;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".props" or ".jsonc"))
        {
            var relative = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (relative.Split('/')[0] is "clean" or "bin" or "obj")
                continue;
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                var marks = line.TrimStart().StartsWith("///", StringComparison.Ordinal) ? id : Path.GetExtension(file) is ".cs" or ".jsonc" ? $"// {id}" : $"<!-- {id} -->";
                if (line.Contains(marks, StringComparison.Ordinal))
                    yield return (file, number);
            }
        }
    }
}
