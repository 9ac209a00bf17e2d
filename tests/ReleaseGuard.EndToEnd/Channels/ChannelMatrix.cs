using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using ReleaseGuard.EndToEnd.Package;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Channels;

/// <summary>
/// Every channel with a project that leaks in several ways, none of them listed in the project file. Each channel runs twice: under a policy that
/// withholds nothing, so that the artifact exists and can be audited, and under the strict one, which must leave no artifact.
/// </summary>
internal static class ChannelMatrix
{
    private const string Library = "<ItemGroup><Compile Remove=\"Program.cs\" /></ItemGroup>";
    private const string Tool = "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>";

    internal static IReadOnlyList<LeakKind> Kinds { get; } =
    [
        new("text in code", Line("RG2006", "in its code|'Kit' holds")),
        new("resource", Line("RG2006", "Kit\\.notes\\.txt|'Kit' holds")),
        new("tensor in a model file", Line("RG3002", "heads\\.cyber\\.out")),
        new("assembly under another name", Line("RG2004", "Helpers\\.dll")),
        new("XML documentation", Line("RG2006", "Kit\\.xml")),
        new("file added by a late target", Line("RG2009|RG3001", "cyber-head\\.bin|trunk\\.bin")),
    ];

    internal static IReadOnlyList<Channel> Channels { get; } =
    [
        new("pack", "pack", [], "Kit.1.0.0.nupkg") { Body = Library },
        new("pack --no-build", "pack", ["--no-build"], "Kit.1.0.0.nupkg") { Body = Library, UsesEarlierBuild = true },
        new("GeneratePackageOnBuild", "build", ["-c", "Release", "-p:GeneratePackageOnBuild=true"], "Kit.1.0.0.nupkg") { Body = Library },
        new("pack, two frameworks", "pack", [], "Kit.1.0.0.nupkg") { Body = Library + "<PropertyGroup><TargetFramework></TargetFramework><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>" },
        new("pack, two frameworks, --no-build", "pack", ["--no-build"], "Kit.1.0.0.nupkg") { Body = Library + "<PropertyGroup><TargetFramework></TargetFramework><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>", UsesEarlierBuild = true },
        new("pack, own nuspec, --no-build", "pack", ["--no-build", "-p:NuspecFile=Own.nuspec"], "Own.2.0.0.nupkg") { Body = Library, UsesEarlierBuild = true },
        new("symbol package, --no-build", "pack", ["--no-build", "-p:IncludeSymbols=true", "-p:SymbolPackageFormat=snupkg"], "Kit.1.0.0.nupkg") { Body = Library, UsesEarlierBuild = true },
        new("analyzer package, --no-build", "pack", ["--no-build", "-p:IncludeBuildOutput=false"], "Kit.1.0.0.nupkg")
        {
            Body = Library + "<ItemGroup><None Include=\"bin/open/Release/net10.0/Kit.dll;bin/open/Release/net10.0/Kit.xml\" Pack=\"true\" PackagePath=\"analyzers/dotnet/cs\" Visible=\"false\" /></ItemGroup>", UsesEarlierBuild = true,
        },
        new("tool package", "pack", ["-p:PackAsTool=true"], "Kit.1.0.0.nupkg") { Body = Tool },
        new("publish", "publish", [], "publish/Kit.dll") { Body = Tool, IsFolder = true },
        new("publish --no-build", "publish", ["--no-build"], "publish/Kit.dll") { Body = Tool, IsFolder = true, UsesEarlierBuild = true },
        new("container publish", "publish", ["-r", "linux-x64", "--self-contained", "false", "-t:PublishContainer"], "publish/Kit.dll")
        {
            Body = Tool, IsFolder = true, EarlierArguments = ["-r", "linux-x64", "--self-contained", "false"],
        },
        new("pack -graph -isolate", "pack", ["-graph:true", "-isolate:true"], "Kit.1.0.0.nupkg") { Body = Library },
        new("pack -mt", "pack", ["-mt"], "Kit.1.0.0.nupkg") { Body = Library },
        new("native publish (PublishAot)", "publish", ["-r", "linux-x64", "-p:PublishAot=true"], "publish/Kit") { Body = Tool, IsFolder = true },
        new("single-file publish", "publish", ["-r", "linux-x64", "--self-contained", "false", "-p:PublishSingleFile=true"], "publish/Kit") { Body = Tool, IsFolder = true },
    ];

    /// <summary>The row of a channel: for each kind what the gate said, and what an audit of the artifact says.</summary>
    internal static (IReadOnlyList<string> Cells, bool LeavesArtifact, string Log) Run(CleanTree tree, Channel channel)
    {
        using var kit = Leaking(tree, channel);
        var early = kit.Run(channel.Verb == "build" ? "build" : channel.UsesEarlierBuild ? "build" : channel.Verb, [.. channel.UsesEarlierBuild ? ["-c", "Release"] : channel.EarlierArguments ?? channel.Arguments, "-p:ReleaseGuardPolicy=lenient.jsonc", "-tl:off"]).Succeeded();
        var log = early.Output;
        if (channel.UsesEarlierBuild)
            log += kit.Run(channel.Verb, [.. channel.Arguments, "-p:ReleaseGuardPolicy=lenient.jsonc", "-tl:off"]).Succeeded().Output;
        var artifact = Assert.Single(Find(kit, channel));
        var audit = Dotnet.Run(kit.Folder, "exec", Path.Combine(AppContext.BaseDirectory, "releaseguard.dll"), "audit", channel.IsFolder ? Path.GetDirectoryName(artifact)! : artifact, "--edition", "open", "--policy", "releaseguard.jsonc", "--format", "github").Output;
        Remove(kit, channel, artifact);

        var gate = kit.Run(channel.Verb, [.. channel.Arguments, "--no-restore", "-p:ReleaseGuardPolicy=releaseguard.jsonc", "-tl:off"]).Failed().Output;
        var cells = Kinds.Select(kind => Cell(kind.RulesIn(gate), kind.RulesIn(audit))).ToList();
        return (cells, Find(kit, channel).Any(), log + gate + audit);
    }

    private static string Cell(string gate, string audit) => (gate, audit) switch
    {
        ("", "") => "not seen",
        ("", _) => $"ended before; audit {audit}",
        (_, "") => $"gate {gate}",
        _ => $"gate {gate}; audit {audit}",
    };

    private static Regex Line(string rules, string says) => new($"(?:error |title=|::error[^:]*)({rules})\\b.*(?:{says})", RegexOptions.CultureInvariant);

    private static IEnumerable<string> Find(FreshProject kit, Channel channel) =>
        kit.Files(Path.GetFileName(channel.Artifact)).Where(file => file.StartsWith("bin/", StringComparison.Ordinal) && ("/" + file).EndsWith("/" + channel.Artifact, StringComparison.Ordinal)).Select(file => Path.Combine(kit.Folder, file)).Distinct();

    private static void Remove(FreshProject kit, Channel channel, string artifact)
    {
        if (channel.IsFolder)
            Directory.Delete(Path.GetDirectoryName(artifact)!, recursive: true);
        foreach (var file in kit.Files("*.*nupkg").Select(file => Path.Combine(kit.Folder, file)))
            File.Delete(file);
    }

    private static FreshProject Leaking(CleanTree tree, Channel channel)
    {
        var kit = new FreshProject(tree, channel.Body + """
            <PropertyGroup><GenerateDocumentationFile>true</GenerateDocumentationFile><NoWarn>$(NoWarn);CS1591</NoWarn></PropertyGroup>
            <ItemGroup>
              <EmbeddedResource Include="notes.txt" />
              <ModelArtifact Include="weights/model.safetensors" />
              <None Include="lib/Helpers.dll" Pack="true" PackagePath="tools/" CopyToOutputDirectory="PreserveNewest" CopyToPublishDirectory="PreserveNewest" />
            </ItemGroup>
            <Target Name="LatePack" BeforeTargets="_GetPackageFiles">
              <ItemGroup><None Include="weights/cyber-head.bin" Pack="true" PackagePath="models/cyber-head.bin" /></ItemGroup>
            </Target>
            <Target Name="LatePublish" BeforeTargets="ComputeResolvedFilesToPublishList">
              <ItemGroup><ResolvedFileToPublish Include="weights/cyber-head.bin" RelativePath="models/cyber-head.bin" CopyToPublishDirectory="Always" /></ItemGroup>
            </Target>
            """);
        kit.Write("releaseguard.jsonc", Policy("enterprise"));
        kit.Write("lenient.jsonc", Policy("open\", \"enterprise"));
        kit.Write("Kit.cs", "namespace Kit\n{\n    /// <summary>Knows the exploit-writer.</summary>\n    public static class Heads\n    {\n        /// <summary>Its name.</summary>\n        public static string Name() => \"the exploit-writer\";\n    }\n}\n");
        kit.Write("Program.cs", "System.Console.WriteLine(Kit.Heads.Name());\n");
        File.Delete(Path.Combine(kit.Folder, "Heads.Enterprise.cs"));
        kit.Write("notes.txt", "Ask the exploit-writer.");
        kit.Write("weights/cyber-head.bin", "weights");
        kit.Write("Own.nuspec", """
            <package><metadata><id>Own</id><version>2.0.0</version><authors>Kit</authors><description>A kit.</description></metadata>
              <files>
                <file src="bin/open/Release/net10.0/Kit.dll" target="lib/net10.0" /><file src="bin/open/Release/net10.0/Kit.xml" target="lib/net10.0" />
                <file src="lib/Helpers.dll" target="tools" /><file src="weights/model.safetensors" target="models" /><file src="weights/cyber-head.bin" target="models" />
              </files></package>
            """);
        var header = Encoding.UTF8.GetBytes("{\"trunk\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"heads.cyber.out\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}");
        File.WriteAllBytes(Path.Combine(kit.Folder, "weights", "model.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[16]]);
        Directory.CreateDirectory(Path.Combine(kit.Folder, "lib"));
        File.Copy(Path.Combine(CleanTree.Repository, "samples", "Leaks", "RG2004", "leak", "lib", "Contoso.Helpers.dll"), Path.Combine(kit.Folder, "lib", "Helpers.dll"));
        return kit;
    }

    private static string Policy(string editions) => $$"""
        {
          "schemaVersion": 1,
          "editions": {
            "open":       { "symbol": "EDITION_OPEN", "publishes": ["packages", "weights"], "unlisted": "allow" },
            "enterprise": { "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "unlisted": "allow" }
          },
          "components": {
            "kit.cyber-head": {
              "kind": "head", "editions": ["{{editions}}"], "reason": "safety", "owner": "@release-safety",
              "match": { "files": ["**/*cyber*.bin"], "assemblies": ["Contoso.Heads.Cyber"], "strings": ["exploit-writer"], "tensors": [{ "name": "heads.cyber.**" }] }
            }
          }
        }
        """;
}
