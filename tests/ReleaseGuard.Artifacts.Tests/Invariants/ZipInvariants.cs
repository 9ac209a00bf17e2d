using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Archives;
using ReleaseGuard.Artifacts.Tests.Archives;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>Z1 to Z13: the zip archive under PyTorch, NPZ, Keras, packages and tasks; the flags are those of picklescan's broken archives.</summary>
internal static class ZipInvariants
{
    private static readonly byte[] Junk = "hidden bytes"u8.ToArray();

    public static IEnumerable<HostileFile> Rows =>
    [
        Row("Z1", "one end record, at the end", "none", Malformed, new byte[100]),
        Row("Z1", "one end record, at the end", "two that fit", Malformed, new ZipBytes { Comment = new ZipBytes { Comment = Junk }.Build() }.Add("a.txt", "alpha").Build()),
        Row("Z2", "the central directory is where and what the end record says", "three entries said, one there", Malformed, new ZipBytes { EntryCount = 3 }.Add("a.txt", "alpha").Build()),
        One("Z3", "local headers agree with the directory", "another name", Malformed, entry => entry.LocalName = "b.txt"u8.ToArray()),
        One("Z3", "local headers agree with the directory", "another method", Malformed, entry => entry.LocalMethod = 8),
        One("Z3", "local headers agree with the directory", "another CRC-32", Malformed, entry => entry.LocalCrc = 4),
        One("Z3", "local headers agree with the directory", "flag 0x20 in one of them", Malformed, entry => entry.LocalFlags = 0x20),
        One("Z3", "local headers agree with the directory", "no local header (central directory only)", Malformed, entry => entry.OffsetOverride = 2),
        Row("Z4", "no name stands twice", "one does", Malformed, new ZipBytes().Add("a.txt", "alpha").Add("a.txt", "beta").Build()),
        Row("Z5", "entries are plain files of the archive's folder", "'../a.txt'", PathEscape, new ZipBytes().Add("../a.txt", "alpha").Build()),
        Row("Z5", "entries are plain files of the archive's folder", "a link that climbs", PathEscape, new ZipBytes().Add("link", "../../secret", change: entry => entry.UnixMode = 0xA1FF).Build()),
        One("Z6", "nothing is encrypted", "flag 0x1 (password)", Unread, entry => entry.Flags = entry.LocalFlags = 1),
        One("Z6", "nothing is encrypted", "flag 0x40", Unread, entry => entry.Flags = entry.LocalFlags = 0x40),
        One("Z7", "entries are stored or deflated", "flag 0x20 (a patch)", Unread, entry => entry.Flags = entry.LocalFlags = 0x20),
        One("Z7", "entries are stored or deflated", "method 14", Unread, entry => entry.Method = entry.LocalMethod = 14),
        Row("Z8", "every byte belongs to an entry or the directory", "bytes before the first entry", Orphan, new ZipBytes { Prefix = Junk }.Add("a.txt", "alpha").Build()),
        Row("Z8", "every byte belongs to an entry or the directory", "bytes behind the end record", Orphan, new ZipBytes { Suffix = Junk }.Add("a.txt", "alpha").Build()),
        One("Z8", "every byte belongs to an entry or the directory", "extra fields of 2,000 bytes", Orphan, entry => entry.Extra = new byte[2000]),
        Row("Z9", "nothing inflates beyond proportion", "5 bytes to 2 GB", Malformed, new ZipBytes().Add("a.txt", "alpha", deflate: true, entry => entry.Length = entry.LocalLength = 2_000_000_000).Build()),
        Row("Z9", "nothing inflates beyond proportion", "70 MB of zeros", Malformed, new ZipBytes().Add("a.txt", new byte[70_000_000], deflate: true).Build()),
        Row("Z10", "entries do not share bytes", "two over one", Malformed, new ZipBytes().Add("a.txt", "alpha").Add("a.txt", "beta", change: entry => entry.OffsetOverride = 0).Build()),
        One("Z11", "ZIP64 fields hold what the narrow ones lack", "one length of two", Malformed, entry => (entry.Extra, entry.Length, entry.CompressedLength) = ([1, 0, 8, 0, 5, 0, 0, 0, 0, 0, 0, 0], uint.MaxValue, uint.MaxValue)),
        One("Z12", "a data descriptor agrees with the directory", "none", Malformed, entry => entry.Flags = entry.LocalFlags = 8),
        Row("Z13", "content inflates to what its directory says", "the CRC-32 of other content", Malformed, new ZipBytes().Add("a.txt", "alpha", change: entry => entry.Crc = entry.LocalCrc = 7).Build()),
    ];

    private static HostileFile One(string invariant, string rule, string defect, ArtifactProblemKind kind, Action<ZipBytes.Entry> change) =>
        Row(invariant, rule, defect, kind, new ZipBytes().Add("a.txt", "alpha", change: change).Build());

    private static HostileFile Row(string invariant, string rule, string defect, ArtifactProblemKind kind, byte[] hostile) =>
        new(invariant, rule, defect, kind, () => Read(hostile), () => Read(ZipBytes.Clean()));

    private static List<ArtifactProblem> Read(byte[] bytes)
    {
        var archive = ZipArchiveReader.Open(new CountingSource("test.zip", bytes));
        List<ArtifactProblem> problems = [.. archive.Problems];
        foreach (var entry in archive.Entries)
        {
            if (entry.Length < 1_000_000 && archive.CheckContent(entry) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }
}
