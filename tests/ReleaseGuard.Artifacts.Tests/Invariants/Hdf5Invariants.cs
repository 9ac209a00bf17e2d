using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Tests.Formats.Hdf5;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.Hdf5.Hdf5Builder;
using static ReleaseGuard.Artifacts.Tests.Formats.Hdf5.Hdf5FormatTests;
using static ReleaseGuard.Artifacts.Tests.Formats.PyTorch.PyTorchFiles;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>H1 to H13, and K1 and K2 for the .keras archive around one.</summary>
internal static class Hdf5Invariants
{
    private static readonly (string Name, byte[] Bytes, bool Deflate)[] Keras =
    [
        ("metadata.json", """{"keras_version": "3.4.1"}"""u8.ToArray(), false),
        ("config.json", """{"class_name": "Sequential"}"""u8.ToArray(), false),
        ("model.weights.h5", Clean(), false),
    ];

    public static IEnumerable<HostileFile> Rows =>
    [
        Row("H1", "a superblock of version 0 to 3 whose addresses fit the file", "version 9", Malformed, Changed(8, 9)),
        Row("H1", "a superblock of version 0 to 3 whose addresses fit the file", "a root at 1 MiB", Malformed, new Hdf5Builder().Finish(1 << 20)),
        File("H2", "object headers and their continuations lie inside the file", "64 zeros for a header", Malformed, file => file.GroupByLinks(("x", file.Add(new byte[64])))),
        File("H2", "object headers and their continuations lie inside the file", "a continuation of itself", Malformed, file => file.ObjectHeader((0x10, [.. U64(file.Position), .. U64(40)]))),
        File("H3", "groups, heaps and their trees lie inside the file", "no tree where it should be", Malformed, file => file.ObjectHeader((0x11, [.. U64(8), .. U64(8)]))),
        File("H4", "dimensions and element types exist and fit", "2^62 x 2^62", Malformed, file => file.GroupByLinks(("x", file.Dataset([1L << 62, 1L << 62], new byte[8])))),
        File("H4", "dimensions and element types exist and fit", "elements of no bytes", Malformed, file => file.GroupByLinks(("x", file.Dataset([2], new byte[8], [0x11, 0, 0, 0, 0, 0, 0, 0])))),
        File("H5", "a dataset's bytes are its shape and type, and its own", "four bytes short", Malformed, file => file.GroupByLinks(("x", file.Dataset([3], new byte[8])))),
        File("H5", "a dataset's bytes are its shape and type, and its own", "4,988 bytes more", Orphan, file => file.GroupByLinks(("x", file.Dataset([3], new byte[5000])))),
        File("H5", "a dataset's bytes are its shape and type, and its own", "2^40 elements and nothing stored (CVE-2026-0897)", Malformed, file => file.GroupByLinks(("bomb", file.ObjectHeader(Dataspace(1 << 30, 1 << 10), (3, Float32), Contiguous(-1, 0))))),
        Row("H5", "a dataset's bytes are its shape and type, and its own", "2 of 200 chunks", Malformed, ChunkedBytes([400], [2], 2, 8)),
        File("H6", "nothing leads into another file", "an external link (CVE-2026-1669)", PathEscape, file => file.ObjectHeader(ExternalLink("x", "/etc/passwd"))),
        File("H6", "nothing leads into another file", "external storage (CVE-2026-1669)", PathEscape, file =>
        {
            var names = file.Add([0, 0, 0, 0, 0, 0, 0, 0, .. "/etc/shadow\0"u8]);
            var heap = file.Add([.. "HEAP"u8, 0, 0, 0, 0, .. U64(24), .. U64(-1), .. U64(names)]);
            return file.GroupByLinks(("x", file.ObjectHeader(Dataspace(2), (3, Float32), Contiguous(-1, 0), (7, [1, 0, 0, 0, .. U16(1), .. U16(1), .. U64(heap), .. U64(8), .. U64(0), .. U64(8)]))));
        }),
        File("H6", "nothing leads into another file", "a virtual dataset", PathEscape, file => file.GroupByLinks(("x", file.ObjectHeader(Dataspace(2), (3, Float32), (8, [4, 3, .. U64(0), .. U32(0)]))))),
        Row("H7", "filters are known", "filter 32000", Unread, ChunkedBytes([4], [2], 2, 8, 32000)),
        File("H8", "attributes are short and plain", "2,000 characters", Metadata, file => file.ObjectHeader(Attribute("note", new string('x', 2000)))),
        File("H9", "every byte of the file belongs to something", "8,000 bytes that nothing owns", Orphan, file =>
        {
            var hidden = new byte[8000];
            hidden[4000] = 1;
            file.Add(hidden);
            return file.GroupByLinks(("x", file.Dataset([1], new byte[4])));
        }),
        Row("H9", "every byte of the file belongs to something", "three bytes behind the end", Orphan, [.. Clean(), 1, 2, 3]),
        Row("H9", "every byte of the file belongs to something", "a user block", Orphan, [1, .. new byte[511], .. Clean()]),
        File("H10", "an object is reached once", "a group that holds itself", Note, file => file.GroupByLinks(("self", file.Position))),
        File("H11", "no layer is a program", "a Lambda layer (CVE-2025-1550)", Executable, file => file.ObjectHeader(Attribute("model_config", """{"layers": [{"class_name" : "Lambda"}]}"""))),
        File("H12", "a name is what it looks like", "an invisible letter", Note, file => file.GroupByLinks(("x\u200b", file.Dataset([1], new byte[4])))),
        Sample("H5", "a dataset's bytes are its shape and type, and its own", "a fixed array whose chunk lies at 1 MiB", Malformed, "fixed-array", "FADB", 14, 1 << 20, 14 + (3 * 8) + 4),
        Sample("H5", "a dataset's bytes are its shape and type, and its own", "an extensible array whose index block is not there", Malformed, "extensible-array", "EAHD", 60, 8, 72),
        Sample("H5", "a dataset's bytes are its shape and type, and its own", "a tree of 7 chunks that holds 6", Malformed, "tree", "BTHD", 26, 7, 38),
        new("H13", "structures of the newer kind have their checksums", "a flipped bit in the superblock", Malformed, () => Flipped("fixed-array", 21), () => ReadAs("hdf5", Hdf5Samples.Read("fixed-array")).Problems),
        new("H13", "structures of the newer kind have their checksums", "a flipped bit in an object header", Malformed, () => Flipped("fixed-array", 60), () => ReadAs("hdf5", Hdf5Samples.Read("fixed-array")).Problems),
        Archive("K1", "metadata.json, config.json and model.weights.h5", "no configuration", Malformed, [Keras[0], Keras[2]]),
        Archive("K2", "nothing else but assets", "a second weights file", Orphan, [.. Keras, ("second.weights.h5", new byte[100], false)]),
    ];

    private static byte[] Changed(int at, byte value)
    {
        var bytes = Clean();
        bytes[at] = value;
        return bytes;
    }

    private static HostileFile File(string invariant, string rule, string defect, ArtifactProblemKind kind, Func<Hdf5Builder, long> root)
    {
        var file = new Hdf5Builder();
        return Row(invariant, rule, defect, kind, file.Finish(root(file)));
    }

    private static HostileFile Row(string invariant, string rule, string defect, ArtifactProblemKind kind, byte[] hostile) =>
        new(invariant, rule, defect, kind, () => ReadAs("hdf5", hostile).Problems, () => ReadAs("hdf5", Clean()).Problems);

    private static HostileFile Archive(string invariant, string rule, string defect, ArtifactProblemKind kind, (string Name, byte[] Bytes, bool Deflate)[] members) =>
        new(invariant, rule, defect, kind, () => ReadAs("keras", ZipOf(members)).Problems, () => ReadAs("keras", ZipOf(Keras)).Problems);

    private static HostileFile Sample(string invariant, string rule, string defect, ArtifactProblemKind kind, string name, string signature, int at, long value, int length) =>
        new(invariant, rule, defect, kind, () => ReadAs("hdf5", Hdf5Samples.Change(name, signature, at, value, length)).Problems, () => ReadAs("hdf5", Hdf5Samples.Read(name)).Problems);

    private static IReadOnlyList<ArtifactProblem> Flipped(string name, int at)
    {
        var bytes = Hdf5Samples.Read(name);
        bytes[at] ^= 1;
        return ReadAs("hdf5", bytes).Problems;
    }
}
