using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using ReleaseGuard.Build.Tests.Harness;

namespace ReleaseGuard.Build.Tests.Tasks;

/// <summary>A package that was torn, or made to mislead, is never passed by the build and does not stay under its name.</summary>
public sealed class HostilePackageTests
{
    private readonly RecordingEngine _engine = new();

    [Theory]
    [InlineData("torn")]
    [InlineData("path that leaves the package")]
    [InlineData("encrypted")]
    [InlineData("bomb")]
    public void A_package_that_cannot_be_trusted_does_not_stay(string how)
    {
        using var kit = new Kit();
        var package = Path.Combine(kit.Folder, "Kit.1.0.0.nupkg");
        Write(package, archive =>
        {
            Add(archive, how == "path that leaves the package" ? "../../outside.bin" : "lib/a.bin", how == "bomb" ? Bomb() : [.. Enumerable.Repeat((byte)7, 4000)]);
            Add(archive, "lib/b.txt", "text"u8.ToArray());
        });
        var bytes = File.ReadAllBytes(package);
        if (how == "torn")
            File.WriteAllBytes(package, bytes[..(bytes.Length / 2)]);
        if (how == "encrypted")
            File.WriteAllBytes(package, Encrypted(bytes));

        Assert.False(Task(kit).Execute());
        Assert.NotEmpty(_engine.Errors);
        Assert.False(File.Exists(package));
        Assert.True(File.Exists(package + ".rejected"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_two_entries_with_one_name_both_are_read(int withheld)
    {
        using var kit = new Kit();
        var package = Path.Combine(kit.Folder, "Kit.1.0.0.nupkg");
        byte[][] contents = [Archive("docs/a.txt"), Archive("docs/a.txt")];
        contents[withheld] = Archive("heads/weights.bin");
        Write(package, archive =>
        {
            foreach (var content in contents)
                Add(archive, "lib/inner.zip", content);
        });
        Assert.False(Task(kit).Execute());
        Assert.Contains(_engine.Errors, error => error.Code == "RG3001");
    }

    [Fact]
    public void A_package_with_a_hundred_thousand_entries_is_read_to_its_last()
    {
        using var kit = new Kit();
        var package = Path.Combine(kit.Folder, "Kit.1.0.0.nupkg");
        Write(package, archive =>
        {
            for (var i = 0; i < 100_000; i++)
                Add(archive, $"data/{i}.bin", [(byte)i]);
            Add(archive, "heads/weights.bin", [1]);
        });
        Assert.False(Task(kit).Execute());
        Assert.Equal("RG3001", Assert.Single(_engine.Errors).Code);
        // The package and its entries.
        Assert.Contains("100,002 files", Assert.Single(_engine.Verdicts, verdict => verdict.Contains("fail", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static byte[] Archive(string entry)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            Add(archive, entry, "content"u8.ToArray());
        return stream.ToArray();
    }

    /// <summary>An archive in the package that inflates to a gigabyte.</summary>
    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 1024; i++)
                gzip.Write(zeros);
        }

        return stream.ToArray();
    }

    /// <summary>Sets the bit that says a file is encrypted (APPNOTE.TXT 4.4.4, bit 0) in every header.</summary>
    private static byte[] Encrypted(byte[] bytes)
    {
        for (var i = 0; i + 10 < bytes.Length; i++)
        {
            if (bytes.AsSpan(i, 4).SequenceEqual("PK\u0003\u0004"u8))
                bytes[i + 6] |= 1;
            else if (bytes.AsSpan(i, 4).SequenceEqual("PK\u0001\u0002"u8))
                bytes[i + 8] |= 1;
        }

        return bytes;
    }

    private static void Write(string package, Action<ZipArchive> fill)
    {
        using var archive = ZipFile.Open(package, ZipArchiveMode.Create);
        fill(archive);
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(content);
    }

    private InspectShipment Task(Kit kit) => new()
    {
        BuildEngine = _engine, Stage = "package", Policy = kit.Policy, Edition = "open", ProjectFile = kit.ProjectFile, Files = [kit.Item("Kit.1.0.0.nupkg")],
    };
}
