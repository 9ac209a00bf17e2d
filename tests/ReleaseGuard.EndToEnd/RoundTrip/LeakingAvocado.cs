using System;
using System.IO;
using System.Linq;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.RoundTrip;

/// <summary>A copy of Avocado beside the sample with leaks of all kinds planted in its code and its projects.</summary>
internal sealed class LeakingAvocado
{
    internal LeakingAvocado(CleanTree tree)
    {
        Folder = Path.Combine(tree.Root, "samples", "LeakingAvocado");
        CleanTree.Copy(Path.Combine(CleanTree.Repository, "samples", "Avocado"), Folder);
        Write("Avocado.Runtime/Routing/HeadPool.cs", LeakingFiles.Pool);
        Write("Avocado.Runtime/Routing/HeadNames.cs", LeakingFiles.Names);
        Write("Avocado.Runtime/Routing/HeadProbe.cs", LeakingFiles.Probe);
        Write("Avocado.Runtime/Properties/Friends.cs", LeakingFiles.Friends);
        Write("Avocado.Runtime/Inference/HeadReport.cs", LeakingReport.Text);
        Write("Avocado.Packaging/HeadUse.cs", LeakingFiles.Use);
        Write("Avocado.Tests/PlantedTests.Enterprise.cs", PlantedTests.Text);
        Write("heads/cyber/notes.txt", "notes\n");
        Insert("Avocado.Weights/CheckpointPlan.cs", "        AddEdition();\n", "        SpecialTokens.Add(\"<|cyber_pad|>\");\n");
        Insert("Avocado.Runtime/Routing/HeadRegistry.cs", "    /// <summary>Names of all heads.", "    /// <summary>The gate to the other head, or null.</summary>\n    public CyberGate? Gate => _heads.Values.OfType<CyberGate>().FirstOrDefault();\n\n");
        Insert("Avocado.Packaging/Avocado.Packaging.csproj", "    <ProjectReference Include=\"../Avocado.Runtime", """
                <ProjectReference Include="../Avocado.Heads.Cyber/Avocado.Heads.Cyber.csproj" PrivateAssets="all" />
                <Content Include="../heads/cyber/notes.txt" PackagePath="notes/" />
                <None Include="../heads/**" Pack="true" PackagePath="models/heads/" />

            """);
        Insert("Avocado.Weights/Avocado.Weights.csproj", "</Project>", """
              <ItemGroup>
                <ProjectReference Include="../Avocado.Heads.Cyber/Avocado.Heads.Cyber.csproj" />
              </ItemGroup>

            """);
        Insert("Avocado.Runtime/Avocado.Runtime.csproj", "</Project>", """
              <PropertyGroup Condition="'$(ReleaseEdtion)' == 'enterprise'">
                <Product>Avocado, full edition</Product>
              </PropertyGroup>
              <ItemGroup Condition="'$(ReleaseEdition)' == 'enterprize'">
                <AssemblyMetadata Include="Edition" Value="enterprise" />
              </ItemGroup>
              <ItemGroup>
                <EmbeddedResource Include="../heads/cyber/notes.txt" LogicalName="notes" />
              </ItemGroup>

            """);
        Write("Leaking.slnx", "<Solution>\n" + string.Concat(new[] { "Packaging", "Runtime", "Tests", "Weights" }.Select(name => $"  <Project Path=\"Avocado.{name}/Avocado.{name}.csproj\" />\n")) + "</Solution>\n");
    }

    internal string Folder { get; }

    internal string Published => Path.Combine(Folder, "dist", "avocado-open");

    internal string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    private void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private void Insert(string path, string before, string text)
    {
        var whole = Read(path);
        var at = whole.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, path);
        Write(path, whole[..at] + text + whole[at..]);
    }
}
