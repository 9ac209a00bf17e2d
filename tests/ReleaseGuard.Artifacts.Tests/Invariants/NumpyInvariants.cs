using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Tests.Archives;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.Numpy.NumpyFormatTests;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>N1 to N8.</summary>
internal static class NumpyInvariants
{
    public static IEnumerable<HostileFile> Rows =>
    [
        Row("N1", "numpy's magic and version 1.0, 2.0 or 3.0", "version 4.0", Malformed, Npy(Header, 24, 4)),
        Row("N2", "a header of at most 10,000 bytes inside the file", "65,535 bytes in a file of 10", Malformed, [0x93, .. "NUMPY"u8, 1, 0, 0xFF, 0xFF]),
        Row("N2", "a header of at most 10,000 bytes inside the file", "20,000 spaces", Malformed, Npy(Header + new string(' ', 20_000), 24)),
        Row("N3", "a literal of exactly descr, fortran_order and shape", "a fourth key", Malformed, Npy(Header.Replace("}", "'x': 1}", StringComparison.Ordinal), 24)),
        Row("N3", "a literal of exactly descr, fortran_order and shape", "an expression", Malformed, Npy(Header.Replace("'<f4'", "__import__('os')", StringComparison.Ordinal), 24)),
        Row("N4", "the shape's product and size fit 63 bits", "2^62 x 4", Malformed, Npy(Header.Replace("(2, 3)", "(4611686018427387904, 4)", StringComparison.Ordinal), 24)),
        Row("N5", "the data is exactly the elements", "four bytes short", Malformed, Npy(Header, 20)),
        Row("N5", "the data is exactly the elements", "six bytes more", Orphan, Npy(Header, 30)),
        Row("N6", "spaces and one line break fill the header", "a word", Malformed, Npy(Header + " hidden", 24)),
        Row("N6", "spaces and one line break fill the header", "1,000 spaces", Note, Npy(Header + new string(' ', 1000), 24)),
        Row("N7", "elements are numbers", "Python objects, which are a pickle", Executable, Npy(Header.Replace("<f4", "|O", StringComparison.Ordinal), 24)),
        Archive("N8", "an .npz holds arrays only", "an entry that is none", Orphan, new ZipBytes().Add("a.npy", Npy(Header, 24)).Add("b.bin", new byte[100])),
        Content("Z13", "an entry inflates to what its directory says (where content is read)", "another CRC-32", Malformed, new ZipBytes().Add("a.npy", Npy(Header, 24), deflate: true, entry => entry.Crc = entry.LocalCrc = 7)),
    ];

    private static HostileFile Row(string invariant, string rule, string defect, ArtifactProblemKind kind, byte[] hostile) =>
        new(invariant, rule, defect, kind, () => ReadAs("npy", hostile).Problems, () => ReadAs("npy", Npy(Header, 24)).Problems);

    private static HostileFile Archive(string invariant, string rule, string defect, ArtifactProblemKind kind, ZipBytes hostile) =>
        new(invariant, rule, defect, kind, () => ReadAs("npz", hostile.Build()).Problems, () => ReadAs("npz", new ZipBytes().Add("a.npy", Npy(Header, 24), deflate: true).Build()).Problems);

    private static HostileFile Content(string invariant, string rule, string defect, ArtifactProblemKind kind, ZipBytes hostile) =>
        new(invariant, rule, defect, kind, () => ReadContent(hostile), () => ReadContent(new ZipBytes().Add("a.npy", Npy(Header, 24), deflate: true)));

    private static IReadOnlyList<ArtifactProblem> ReadContent(ZipBytes zip)
    {
        var bytes = zip.Build();
        var facts = ReadAs("npz", bytes);
        return [.. facts.Problems, .. ArchiveContentCheck.Check(new CountingSource("a.npz", bytes), facts)];
    }
}
