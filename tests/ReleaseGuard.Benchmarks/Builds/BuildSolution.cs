using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Benchmarks.Builds;

/// <summary>
/// A solution to build: libraries of two dozen ordinary files each, every one referencing the three before it. Two of them are the same to
/// the letter but for the reference to the package and the edition.
/// </summary>
internal sealed class BuildSolution
{
    private const int FilesPerProject = 24;

    private readonly int _projects;
    private int _edits;

    /// <summary>Writes a solution.</summary>
    /// <param name="folder">Where; made anew.</param>
    /// <param name="projects">How many libraries.</param>
    /// <param name="feed">The folder the package is restored from.</param>
    /// <param name="version">The package's version; null for a solution without ReleaseGuard.</param>
    internal BuildSolution(string folder, int projects, string feed, string? version)
    {
        (Folder, _projects) = (folder, projects);
        // Packages that this machine has are read where they are, those of the feed are unpacked beside the solutions.
        Write("NuGet.Config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="../packages" /></config>
              <fallbackPackageFolders><clear /><add key="machine" value="{Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")}" /></fallbackPackageFolders>
              <packageSources><clear /><add key="feed" value="{feed}" /></packageSources>
            </configuration>
            """);
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                {(version is null ? "" : "<ReleaseEdition>open</ReleaseEdition>")}
              </PropertyGroup>
              {(version is null ? "" : $"""<ItemGroup><PackageReference Include="ReleaseGuard" Version="{version}" PrivateAssets="all" /></ItemGroup>""")}
            </Project>
            """);
        Write("Directory.Build.targets", "<Project />");
        Write("releaseguard.jsonc", Policy);
        Write("All.slnx", $"<Solution>\n{string.Concat(Enumerable.Range(1, projects).Select(i => $"  <Project Path=\"{Name(i)}/{Name(i)}.csproj\" />\n"))}</Solution>\n");
        for (var i = 1; i <= projects; i++)
            WriteProject(i);
    }

    internal string Folder { get; }

    /// <summary>What <c>dotnet build</c> is given: the solution, or its one project.</summary>
    internal string Target => _projects == 1 ? Path.Combine(Name(1), Name(1) + ".csproj") : "All.slnx";

    /// <summary>Changes the body of one method in the middle of the solution, so that one project is compiled again and none that stands on it.</summary>
    internal void Edit() => WriteSource((_projects + 1) / 2, 1, ++_edits);

    private void WriteProject(int i)
    {
        var references = string.Concat(Enumerable.Range(Math.Max(1, i - 3), Math.Min(3, i - 1)).Select(j => $"    <ProjectReference Include=\"../{Name(j)}/{Name(j)}.csproj\" />\n"));
        Write($"{Name(i)}/{Name(i)}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup>\n{references}  </ItemGroup>\n</Project>\n");
        Write($"{Name(i)}/readme.md", "A library.\n");
        for (var f = 1; f <= FilesPerProject; f++)
            WriteSource(i, f, 0);
    }

    private void WriteSource(int project, int file, int edit)
    {
        var text = new StringBuilder($"using System;\nusing System.Collections.Generic;\nusing System.Linq;\n\nnamespace Kit.Part{project};\n\n/// <summary>A table of values.</summary>\npublic sealed class Table{file}\n{{\n    private readonly Dictionary<string, int> _values = [];\n");
        for (var m = 0; m < 8; m++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""

                    /// <summary>Adds the values of a text, and says how many there are.</summary>
                    public int Add{{m}}(string text)
                    {
                        foreach (var part in text.Split(';').Where(static part => part.Length > {{m + edit}}))
                        {
                            if (!_values.TryGetValue(part, out var count))
                                count = {{m}};
                            _values[part] = count + 1;
                        }

                        return _values.Count == 0 ? throw new InvalidOperationException("nothing in " + text) : _values.Values.Sum();
                    }

                """);
        }

        Write($"{Name(project)}/Tables/Table{file}.cs", text.Append("}\n").ToString());
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private static string Name(int project) => $"Part{project}";

    private const string Policy = """
        {
          "schemaVersion": 1,
          "editions": {
            "open": { "symbol": "EDITION_OPEN", "publishes": ["packages", "weights"], "unlisted": "allow" },
            "enterprise": { "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "unlisted": "allow" }
          },
          "components": {
            "kit.cyber-head": {
              "kind": "head", "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety",
              "match": {
                "symbols": ["N:Kit.Cyber.**"], "files": ["**/*cyber*.bin"], "assemblies": ["Kit.Cyber"], "projects": ["Cyber/**"],
                "packages": ["Kit.Cyber"], "strings": ["exploit-writer"], "tensors": [{ "name": "heads.cyber.**" }]
              }
            },
            "kit.video": {
              "kind": "network", "editions": ["enterprise"], "reason": "competitive", "owner": "@video",
              "match": { "symbols": ["N:Kit.Video.**"], "files": ["video/**"], "assemblies": ["Kit.Video"], "tensors": [{ "name": "video.**" }] }
            }
          }
        }

        """;
}
