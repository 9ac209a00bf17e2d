using System;
using System.IO;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ReleaseGuard.Build.Tests.Harness;

/// <summary>A project folder with a policy that withholds one head from the open edition.</summary>
internal sealed class Kit : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("releaseguard-");

    internal Kit()
    {
        Policy = Write("releaseguard.jsonc", """
            {
              "schemaVersion": 1,
              "editions": {
                "open": { "symbol": "EDITION_OPEN", "publishes": ["packages"], "unlisted": "allow" },
                "enterprise": { "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "unlisted": "allow" }
              },
              "components": {
                "kit.head": {
                  "kind": "head", "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety",
                  "match": { "files": ["heads/**"], "packages": ["Kit.Head"], "projects": ["Head/**"] }
                }
              }
            }
            """);
        ProjectFile = Write("Kit.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Kit.Head" Version="1.0.0" />
                <Content Include="heads/**" />
              </ItemGroup>
            </Project>
            """);
    }

    internal string Folder => _folder.FullName;

    internal string Policy { get; }

    internal string ProjectFile { get; }

    internal string Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    internal ITaskItem Item(string include, params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem(Path.Combine(Folder, include));
        foreach (var (name, value) in metadata)
            item.SetMetadata(name, value);
        return item;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
