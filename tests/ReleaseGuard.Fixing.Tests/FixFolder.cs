using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace ReleaseGuard.Fixing.Tests;

/// <summary>A temporary folder with a policy and what is to be fixed, gone after the test.</summary>
public sealed class FixFolder : IDisposable
{
    private const string Policy = """
        {
          "schemaVersion": 1,
          "editions": {
            "open":       { "title": "Open", "symbol": "EDITION_OPEN", "publishes": ["weights", "packages"], "unlisted": "allow" },
            "pro":        { "title": "Pro", "symbol": "EDITION_PRO", "includes": ["open"], "publishes": [], "unlisted": "allow" },
            "enterprise": { "title": "Enterprise", "symbol": "EDITION_ENTERPRISE", "includes": ["pro"], "publishes": [], "unlisted": "allow" }
          },
          "components": {
            "cyber": {
              "kind": "head", "editions": ["enterprise"], "owner": "@o", "reason": "safety",
              "match": {
                "projects": ["Withheld/**"], "packages": ["Contoso.Cyber"], "assemblies": ["Contoso.Cyber"], "files": ["heads/cyber/**", "**/*.cyber.cs"],
                "config": [ { "file": "config.json", "path": "$.cyber_head" } ], "tokens": ["<|cyber_*|>"], "strings": ["CyberHead"]
              }
            },
            "tuned": { "kind": "head", "editions": ["pro"], "owner": "@o", "reason": "competitive", "match": { "files": ["heads/tuned/**"], "packages": ["Contoso.Tuned"] } }
          },
          "rules": { "RG3014": "error" }
        }
        """;

    public FixFolder()
    {
        Root = Directory.CreateTempSubdirectory("releaseguard-fix-").FullName;
        Write("releaseguard.jsonc", Policy);
    }

    public string Root { get; }

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public string Write(string relative, string text, Encoding? encoding = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text, encoding ?? new UTF8Encoding(false));
        return PathOf(relative);
    }

    public string WriteBytes(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllBytes(PathOf(relative), bytes);
        return PathOf(relative);
    }

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    public Task<FixResult> Fix(string relative, Func<FixRequest, FixRequest>? change = null)
    {
        var request = new FixRequest(PathOf(relative), "open") { AsOf = new DateTime(2026, 11, 24) };
        return Fixer.Fix(change is null ? request : change(request));
    }

    /// <summary>Every file with its bytes: equal before and after where nothing may change.</summary>
    public Dictionary<string, string> Everything() => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(Root, file), file => Convert.ToHexString(File.ReadAllBytes(file)));

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(Root, recursive: true);
    }
}
