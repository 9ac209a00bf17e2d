using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Package;

/// <summary>
/// A customer's library in a folder of its own that takes ReleaseGuard from a folder feed: no network, and nothing in the machine's
/// package folder but what is read from it.
/// </summary>
internal sealed class FreshProject : IDisposable
{
    private readonly TemporaryFolder _folder;

    /// <param name="tree">Where the package comes from.</param>
    /// <param name="body">What stands in the project besides the package reference.</param>
    /// <param name="folder">The folder's name; paths of users have spaces and letters of all kinds.</param>
    internal FreshProject(CleanTree tree, string body = "", string folder = "kit")
    {
        _folder = new TemporaryFolder(folder);
        var (feed, version) = tree.Package();
        WriteFeed(_folder, feed);
        Write("releaseguard.jsonc", """
            {
              "schemaVersion": 1,
              "editions": {
                "open":       { "symbol": "EDITION_OPEN", "publishes": ["packages", "weights"], "unlisted": "allow" },
                "enterprise": { "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "unlisted": "allow" }
              },
              "components": {
                "kit.cyber-head": {
                  "kind": "head", "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety",
                  "match": { "symbols": ["T:Kit.ExploitHead"], "files": ["heads/cyber/**", "**/*cyber*.bin"], "assemblies": ["Kit.Cyber"] }
                }
              }
            }
            """);
        Write("Kit.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ReleaseEdition Condition="'$(ReleaseEdition)' == ''">open</ReleaseEdition>
                <Authors>Kit</Authors>
                <Description>A kit.</Description>
                <EnableDefaultNoneItems>false</EnableDefaultNoneItems>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ReleaseGuard" Version="{version}" PrivateAssets="all" />
              </ItemGroup>
            {body}
            </Project>
            """);
        Write("Kit.cs", """
            namespace Kit;

            public static partial class Heads
            {
            #if EDITION_ENTERPRISE
                public static string Edition => "enterprise";
            #elif EDITION_OPEN
                public static string Edition => "open";
            #else
                public static int Edition => "no edition is known to the compiler";
            #endif
            }
            """);
        Write("Heads.Enterprise.cs", """
            namespace Kit;

            public static partial class Heads
            {
                public static ExploitHead Exploit => new();
            }

            public sealed class ExploitHead;
            """);
    }

    /// <summary>Says where packages come from: the feed, and the machine's package folder to read from. What is unpacked goes beside the feed, once for all tests: each feed has its own version.</summary>
    internal static void WriteFeed(TemporaryFolder folder, string feed) => folder.Write("NuGet.Config", $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(feed, "unpacked")}" /></config>
          <fallbackPackageFolders><clear /><add key="machine" value="{MachinePackages}" /></fallbackPackageFolders>
          <packageSources><clear /><add key="feed" value="{feed}" /></packageSources>
        </configuration>
        """);

    internal string Folder => _folder.Path;

    internal string ProjectFile => Path.Combine(Folder, "Kit.csproj");

    private static string MachinePackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    internal string Write(string path, string text) => _folder.Write(path, text);

    internal RunResult Run(string verb, params string[] more) => Dotnet.Run(Folder, [verb, "Kit.csproj", .. more]);

    /// <summary>Everything below a folder that a glob names, relative, in order.</summary>
    internal IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();
}
