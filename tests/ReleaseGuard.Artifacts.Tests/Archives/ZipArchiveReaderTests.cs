using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using ReleaseGuard.Artifacts.Archives;

namespace ReleaseGuard.Artifacts.Tests.Archives;

public sealed class ZipArchiveReaderTests
{
    private static readonly byte[] Junk = Encoding.ASCII.GetBytes("hidden bytes");

    [Fact]
    public void A_clean_archive_has_no_problem_and_its_contents_are_read()
    {
        var archive = Open(ZipBytes.Clean());
        Assert.Empty(archive.Problems);
        Assert.Empty(archive.Payloads);
        Assert.Equal(["a.txt", "b/c.txt"], archive.Entries.Select(entry => entry.Name));
        Assert.Equal("alpha", Text(archive, 0));
        Assert.Equal(new string('b', 5000), Text(archive, 1));
        Assert.All(archive.Entries, entry => Assert.Null(archive.CheckContent(entry)));
    }

    [Fact]
    public void An_empty_archive_is_clean()
    {
        var archive = Open(new ZipBytes().Build());
        Assert.Empty(archive.Problems);
        Assert.Empty(archive.Entries);
    }

    [Fact]
    public void What_the_framework_writes_is_clean()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var level in new[] { CompressionLevel.NoCompression, CompressionLevel.Optimal })
            {
                using var entry = zip.CreateEntry($"folder/{level}.txt", level).Open();
                entry.Write(new byte[100_000]);
            }
        }

        var archive = Open(stream.ToArray());
        Assert.Empty(archive.Problems);
        Assert.All(archive.Entries, entry => Assert.Null(archive.CheckContent(entry)));
    }

    [Fact]
    public void A_zip64_archive_is_clean()
    {
        var zip64 = new byte[20];
        BinaryPrimitives.WriteInt16LittleEndian(zip64, 1);
        BinaryPrimitives.WriteInt16LittleEndian(zip64.AsSpan(2), 16);
        BinaryPrimitives.WriteInt64LittleEndian(zip64.AsSpan(4), 5);
        BinaryPrimitives.WriteInt64LittleEndian(zip64.AsSpan(12), 5);
        var archive = Open(new ZipBytes { IsZip64 = true }.Add("a.txt", "alpha", change: entry =>
        {
            entry.Extra = entry.LocalExtra = zip64;
            entry.Length = entry.CompressedLength = entry.LocalLength = entry.LocalCompressedLength = uint.MaxValue;
        }).Build());
        Assert.Empty(archive.Problems);
        Assert.Equal("alpha", Text(archive, 0));
    }

    [Fact]
    public void A_data_descriptor_that_agrees_is_clean()
    {
        var archive = Open(new ZipBytes().Add("a.txt", "alpha", change: Defer).Build());
        Assert.Empty(archive.Problems);
    }

    public static TheoryData<string, string, byte[]> Broken()
    {
        var clean = ZipBytes.Clean();
        var cutDirectory = (byte[])clean.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(cutDirectory.AsSpan(clean.Length - 10), clean.Length * 2);
        var farDirectory = (byte[])clean.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(farDirectory.AsSpan(clean.Length - 6), clean.Length * 2);
        var longComment = (byte[])clean.Clone();
        BinaryPrimitives.WriteInt16LittleEndian(longComment.AsSpan(clean.Length - 2), 77);
        var twoEnds = new ZipBytes { Comment = new ZipBytes { Comment = Junk }.Build() }.Add("a.txt", "alpha").Build();
        var endInComment = new ZipBytes { Comment = new ZipBytes().Build() }.Add("a.txt", "alpha").Build();
        return new TheoryData<string, string, byte[]>
        {
            { "Z1", "too few", new byte[10] },
            { "Z1", "no end", new byte[100] },
            { "Z1", "comment of 77 bytes", longComment },
            { "Z1", "two end records", twoEnds },
            { "Z8", "between the central directory", endInComment },
            { "Z2", "does not fit", cutDirectory },
            { "Z2", "reaches past the end record", farDirectory },
            { "Z2", "says 3 entries", new ZipBytes { EntryCount = 3 }.Add("a.txt", "alpha").Build() },
            { "Z2", "extra field", One(entry => entry.Extra = [9, 9, 99, 0]) },
            { "Z3", "is called 'b.txt'", One(entry => entry.LocalName = "b.txt"u8.ToArray()) },
            { "Z3", "has method 0 in the directory and 8", One(entry => entry.LocalMethod = 8) },
            { "Z3", "flags", One(entry => entry.LocalFlags = 0x800) },
            { "Z3", "the length of", One(entry => entry.LocalLength = 4) },
            { "Z3", "the compressed length of", One(entry => entry.LocalCompressedLength = 4) },
            { "Z3", "the CRC-32 of", One(entry => entry.LocalCrc = 4) },
            { "Z3", "no local header", One(entry => entry.OffsetOverride = 2) },
            { "Z3", "no local header", One(entry => entry.OffsetOverride = uint.MaxValue) },
            { "Z3", "reaches into the central directory", One(entry => entry.Length = entry.LocalLength = entry.CompressedLength = entry.LocalCompressedLength = 5000) },
            { "Z3", "is stored with 5 bytes but says it has 6", One(entry => entry.Length = entry.LocalLength = 6) },
            { "Z3", "second name", One(entry => entry.Extra = [0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, (byte)'z']) },
            { "Z4", "twice", new ZipBytes().Add("a.txt", "alpha").Add("a.txt", "beta").Build() },
            { "Z4", "twice", new ZipBytes().Add("a/b.txt", "alpha").Add("a\\.\\b.txt", "beta").Build() },
            { "Z5", "climbs", new ZipBytes().Add("../a.txt", "alpha").Build() },
            { "Z5", "climbs", new ZipBytes().Add("a/.. /b.txt", "alpha").Build() },
            { "Z5", "absolute", new ZipBytes().Add("/etc/a.txt", "alpha").Build() },
            { "Z5", "absolute", new ZipBytes().Add("\\\\server\\a.txt", "alpha").Build() },
            { "Z5", "names a drive", new ZipBytes().Add("c:a.txt", "alpha").Build() },
            { "Z5", "is a link to '../../secret'", new ZipBytes().Add("link", "../../secret", change: entry => entry.UnixMode = 0xA1FF).Build() },
            { "Z5", "neither file, folder nor link", One(entry => entry.UnixMode = 0x6000) },
            { "Z6", "is encrypted", One(entry => entry.Flags = entry.LocalFlags = 1) },
            { "Z6", "is encrypted", One(entry => entry.Flags = entry.LocalFlags = 0x40) },
            { "Z7", "method 14", One(entry => entry.Method = entry.LocalMethod = 14) },
            { "Z8", "before the archive", new ZipBytes { Prefix = Junk, OffsetsCountPrefix = false }.Add("a.txt", "alpha").Build() },
            { "Z8", "bytes before 'a.txt'", new ZipBytes { Prefix = Junk }.Add("a.txt", "alpha").Build() },
            { "Z8", "follow the end", new ZipBytes { Suffix = Junk }.Add("a.txt", "alpha").Build() },
            { "Z8", "bytes before 'b.txt'", new ZipBytes().Add("a.txt", "alpha").Add("b.txt", "beta", change: entry => entry.GapBefore = Junk).Build() },
            { "Z8", "comment of 12 bytes", new ZipBytes { Comment = Junk }.Add("a.txt", "alpha").Build() },
            { "Z8", "comment of 12 bytes", One(entry => entry.Comment = Junk) },
            { "Z8", "extra fields", One(entry => entry.Extra = new byte[2000]) },
            { "Z9", "more than deflate can", new ZipBytes().Add("a.txt", "alpha", deflate: true, entry => entry.Length = entry.LocalLength = 2_000_000_000).Build() },
            { "Z9", "inflates", new ZipBytes().Add("a.txt", new byte[70_000_000], deflate: true).Build() },
            { "Z10", "shares bytes", new ZipBytes().Add("a.txt", "alpha").Add("a.txt", "beta", change: entry => entry.OffsetOverride = 0).Build() },
            { "Z11", "ZIP64 field", One(entry => (entry.Extra, entry.Length, entry.CompressedLength) = ([1, 0, 8, 0, 5, 0, 0, 0, 0, 0, 0, 0], uint.MaxValue, uint.MaxValue)) },
            { "Z11", "over 2^63-1", One(entry => (entry.Extra, entry.Length) = ([1, 0, 8, 0, 255, 255, 255, 255, 255, 255, 255, 255], uint.MaxValue)) },
            { "Z12", "data descriptor", One(entry => entry.Flags = entry.LocalFlags = 8) },
        };
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_archive_is_told_by_the_invariant_it_breaks(string invariant, string message, byte[] bytes)
    {
        var archive = Open(bytes);
        Assert.Contains(archive.Problems, problem => problem.Invariant == invariant && problem.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(archive.Problems, problem => Assert.InRange(problem.ByteOffset ?? 0, 0, bytes.Length));
    }

    [Fact]
    public void Content_that_does_not_have_its_checksum_is_told()
    {
        var archive = Open(One(entry => entry.Crc = entry.LocalCrc = 7));
        Assert.Empty(archive.Problems);
        Assert.Equal("Z13", archive.CheckContent(archive.Entries[0])?.Invariant);
    }

    [Fact]
    public void Content_that_inflates_to_less_than_declared_is_told()
    {
        var archive = Open(new ZipBytes().Add("a.txt", "alpha", deflate: true, entry => entry.Length = entry.LocalLength = 99).Build());
        Assert.Equal("Z13", archive.CheckContent(archive.Entries[0])?.Invariant);
    }

    [Fact]
    public void Content_that_inflates_to_more_than_declared_is_told()
    {
        var archive = Open(new ZipBytes().Add("a.txt", "alpha", deflate: true, entry =>
        {
            entry.Length = entry.LocalLength = 4;
            var crc = default(Crc32);
            crc.Append("alph"u8);
            entry.Crc = entry.LocalCrc = crc.Value;
        }).Build());
        Assert.Equal("Z13", archive.CheckContent(archive.Entries[0])?.Invariant);
    }

    [Fact]
    public void Bytes_after_the_end_of_the_deflate_stream_are_told()
    {
        var archive = Open(new ZipBytes().Add("a.txt", "alpha", deflate: true, entry =>
        {
            entry.Data = [.. entry.Data, .. Junk];
            entry.CompressedLength = entry.LocalCompressedLength = entry.Data.Length;
        }).Build());
        Assert.Equal("Z13", archive.CheckContent(archive.Entries[0])?.Invariant);
    }

    [Fact]
    public void A_deflated_entry_can_be_read_out_of_order()
    {
        var content = new byte[900_000];
        new Random(1).NextBytes(content);
        var archive = Open(new ZipBytes().Add("a.bin", content, deflate: true).Build());
        var source = archive.OpenEntry(archive.Entries[0])!;
        foreach (var offset in new[] { 899_000, 10, 500_000, 300_000, 0, 899_990, 450_000 })
        {
            var buffer = new byte[10];
            Assert.Equal(10, source.ReadAt(offset, buffer));
            Assert.Equal(content.AsSpan(offset, 10).ToArray(), buffer);
        }
    }

    [Fact]
    public void Reading_a_deflated_entry_backwards_is_refused_before_it_becomes_quadratic()
    {
        var archive = Open(new ZipBytes().Add("a.bin", new byte[20_000_000], deflate: true).Build());
        var source = archive.OpenEntry(archive.Entries[0])!;
        Assert.Throws<IOException>(() =>
        {
            for (var offset = source.Length - 1; offset > 100_000; offset -= 1000)
            {
                source.ReadAt(offset, new byte[1]);
            }
        });
    }

    [Fact]
    public void Every_cut_and_every_flipped_byte_is_survived_and_read_inside_the_file()
    {
        var clean = new ZipBytes { IsZip64 = true }.Add("a.txt", "alpha", change: Defer).Add("b.txt", new string('b', 300), deflate: true).Build();
        for (var i = 0; i < clean.Length; i++)
        {
            Exercise(clean[..i]);
            foreach (var value in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
            {
                var bytes = (byte[])clean.Clone();
                bytes[i] = value;
                Exercise(bytes);
            }
        }
    }

    private static void Exercise(byte[] bytes)
    {
        var archive = Open(bytes);
        foreach (var entry in archive.Entries)
        {
            archive.CheckContent(entry);
        }
    }

    private static byte[] One(Action<ZipBytes.Entry> change) => new ZipBytes().Add("a.txt", "alpha", change: change).Build();

    private static void Defer(ZipBytes.Entry entry)
    {
        entry.Flags = entry.LocalFlags = 8;
        entry.LocalCrc = 0;
        entry.LocalLength = entry.LocalCompressedLength = 0;
        var descriptor = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor, 0x08074b50);
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor.AsSpan(4), entry.Crc);
        BinaryPrimitives.WriteInt32LittleEndian(descriptor.AsSpan(8), entry.Data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(descriptor.AsSpan(12), (int)entry.Length);
        entry.Descriptor = descriptor;
    }

    private static ZipArchiveReader Open(byte[] bytes) => ZipArchiveReader.Open(new CountingSource("test.zip", bytes));

    private static string Text(ZipArchiveReader archive, int entry)
    {
        using var reader = new StreamReader(new ArtifactStream(archive.OpenEntry(archive.Entries[entry])!));
        return reader.ReadToEnd();
    }
}
