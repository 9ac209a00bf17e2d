using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Package;

/// <summary><c>releaseguard build --as-if</c> with the packed package: the leak differs, the clean twin is the same, and what it keeps builds for a stranger.</summary>
[Collection(RealBuilds.Name)]
public sealed class CleanBuildTests(CleanTree tree)
{
    [Fact]
    public void A_checkout_whose_open_edition_takes_from_a_withheld_file_differs()
    {
        using var folder = Checkout("checkout");
        var run = Tool(folder, "build", "src/Contoso.App.csproj", "--as-if", "open", "--output", "out");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("RG2007", run.Output, StringComparison.Ordinal);
        Assert.Contains("the method Contoso.Router.HeadFor (1 parameters", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "out")));
    }

    [Fact]
    public void A_copy_that_does_not_build_says_where()
    {
        using var folder = Checkout("checkout");
        var project = Path.Combine(folder.Path, "src", "Contoso.App.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace(" Condition=\"Exists('../heads/cyber/Cyber.props')\"", "", StringComparison.Ordinal));
        var run = Tool(folder, "build", "src/Contoso.App.csproj", "--as-if", "open", "--format", "json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("does not build without what it may not contain: MSB4019", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"file\":\"src/Contoso.App.csproj\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clean_twin_passes_and_what_is_kept_builds_for_a_stranger()
    {
        using var folder = Checkout("clean");
        var run = Tool(folder, "build", "src/Contoso.App.csproj", "--as-if", "open", "--output", "out");
        Assert.True(run.ExitCode == 0, run.Output);
        var source = Path.Combine(folder.Path, "out", "source");
        var files = Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(source, file).Replace('\\', '/')).ToList();
        Assert.Contains("releaseguard.marker.json", files);
        Assert.DoesNotContain(files, file => file.StartsWith("heads/", StringComparison.Ordinal) || file.EndsWith(".Enterprise.cs", StringComparison.Ordinal) || file == "releaseguard.jsonc");

        // A stranger: the source alone, somewhere else, and no word of an edition.
        using var elsewhere = new TemporaryFolder();
        CleanTree.Copy(source, elsewhere.Path);
        Dotnet.Run(elsewhere.Path, "pack", "src/Contoso.App.csproj", "-o", "packed").Succeeded();
        using (var package = ZipFile.OpenRead(Path.Combine(elsewhere.Path, "packed", "Contoso.App.1.0.0.nupkg")))
        using (var content = package.GetEntry("lib/net10.0/Contoso.App.dll")!.Open())
        using (var bytes = new MemoryStream())
        {
            content.CopyTo(bytes);
            Assert.Contains("open", System.Text.Encoding.Latin1.GetString(bytes.ToArray()), StringComparison.Ordinal);
            Assert.DoesNotContain("enterprise", System.Text.Encoding.Latin1.GetString(bytes.ToArray()), StringComparison.Ordinal);
        }

        File.Copy(Path.Combine(folder.Path, "releaseguard.jsonc"), Path.Combine(elsewhere.Path, "releaseguard.jsonc"));
        Assert.Contains("error RG9003", Dotnet.Run(elsewhere.Path, "build", "src/Contoso.App.csproj", "-p:ReleaseEdition=open").Failed().Output, StringComparison.Ordinal);
    }

    private TemporaryFolder Checkout(string name)
    {
        var folder = new TemporaryFolder("as if ü");
        CleanTree.Copy(Path.Combine(CleanTree.Repository, "samples", "Leaks", "RG2007", name), folder.Path);
        var (feed, version) = tree.Package();
        FreshProject.WriteFeed(folder, feed);
        var props = Path.Combine(folder.Path, "Directory.Build.props");
        File.WriteAllText(props, File.ReadAllText(props).Replace("*-*", version, StringComparison.Ordinal));
        return folder;
    }

    private static RunResult Tool(TemporaryFolder folder, params string[] words) =>
        Dotnet.Run(folder.Path, ["exec", Path.Combine(AppContext.BaseDirectory, "releaseguard.dll"), .. words]);
}
