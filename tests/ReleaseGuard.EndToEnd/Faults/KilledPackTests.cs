using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using ReleaseGuard.EndToEnd.Package;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Faults;

/// <summary>A pack that is killed leaves nothing half-written, and nothing that was not inspected, under a package's name; the next one works.</summary>
[Collection(RealBuilds.Name)]
public sealed class KilledPackTests(CleanTree tree)
{
    [Fact]
    public void A_pack_that_is_killed_while_the_package_is_written_leaves_no_package_and_the_next_one_works()
    {
        using var kit = Large(tree);
        kit.Run("build", "-c", "Release").Succeeded();
        var pack = Dotnet.Start(kit.Folder, new Dictionary<string, string>(), "dotnet", "pack", "Kit.csproj", "--no-build");
        while (!pack.HasEnded && !kit.Files("*.nupkg").Any(file => new FileInfo(Path.Combine(kit.Folder, file)).Length > 1 << 16))
            Thread.Sleep(5);
        Assert.False(pack.HasEnded, "The pack was over before it could be killed.");
        pack.Kill();

        Assert.All(kit.Files("*.nupkg"), file => Assert.StartsWith("obj/", file, StringComparison.Ordinal));
        kit.Run("pack", "--no-build").Succeeded();
        Assert.Equal(["bin/open/Release/Kit.1.0.0.nupkg"], kit.Files("*.*nupkg*"));
        AssertWhole(kit);
    }

    [Fact]
    public void A_pack_that_is_killed_at_any_moment_leaves_a_whole_package_or_none()
    {
        using var kit = Large(tree);
        var watch = Stopwatch.StartNew();
        kit.Run("pack").Succeeded();
        var whole = watch.Elapsed;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var time = 0; time < 3; time++)
        {
            File.Delete(Path.Combine(kit.Folder, "bin/open/Release/Kit.1.0.0.nupkg"));
            kit.Write("Kit.cs", $"namespace Kit; public static class Heads {{ public static int Time => {time}; }}\n");
            // Most of the second half of a pack is the gates and the package.
            var moment = whole * (0.3 + 0.7 * random.NextDouble());
            var pack = Dotnet.Start(kit.Folder, new Dictionary<string, string>(), "dotnet", "pack", "Kit.csproj", "--no-restore");
            Thread.Sleep(moment);
            pack.Kill();
            foreach (var file in kit.Files("*.nupkg").Where(file => !file.StartsWith("obj/", StringComparison.Ordinal)))
                AssertWhole(kit);
        }

        var next = kit.Run("pack", "--no-restore");
        Assert.True(next.ExitCode == 0, $"seed {seed}\n{next.Output}");
        AssertWhole(kit);
        Assert.Empty(kit.Files("*.part"));
    }

    private static FreshProject Large(CleanTree tree)
    {
        var kit = new FreshProject(tree, "<ItemGroup><None Include=\"photo.png\" Pack=\"true\" PackagePath=\"docs/\" /></ItemGroup>");
        // Bytes that no compression makes smaller take a while to pack.
        var photo = new byte[10 << 20];
        new Random(1).NextBytes(photo);
        new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A }.CopyTo(photo, 0);
        File.WriteAllBytes(Path.Combine(kit.Folder, "photo.png"), photo);
        return kit;
    }

    private static void AssertWhole(FreshProject kit)
    {
        using var package = ZipFile.OpenRead(Path.Combine(kit.Folder, "bin/open/Release/Kit.1.0.0.nupkg"));
        foreach (var entry in package.Entries)
        {
            using var content = entry.Open();
            content.CopyTo(Stream.Null);
        }

        Assert.Contains(package.Entries, entry => entry.FullName == "lib/net10.0/Kit.dll");
    }
}
