using System.Collections.Generic;
using System.Linq;
using System.Text;
using ReleaseGuard.Artifacts.Tests.Formats.Tflite;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.Tflite.FlatBytes;
using static ReleaseGuard.Artifacts.Tests.Formats.Tflite.TfliteFormatTests;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>T1 to T11.</summary>
internal static class TfliteInvariants
{
    public static IEnumerable<HostileFile> Rows =>
    [
        Row("T1", "'TFL3' at byte 4", "three bytes", Malformed, new byte[3]),
        Row("T2", "tables and their field lists lie inside the file", "a root at 2^31-1", Malformed, [0xFF, 0xFF, 0xFF, 0x7F, .. Write(Model())[4..]]),
        Row("T3", "vectors end inside the file", "2^30 dimensions", Malformed, Write(Model(shapeVector: new RawVector(1u << 30, [1, 0, 0, 0])))),
        Row("T4", "no table is walked without end", "2,000 subgraphs that are one, of 2,000 tensors", Malformed, Repeated()),
        Row("T5", "buffer 0 is empty", "it holds two bytes", Malformed, Write(With(model => ((Table[])model[4])[0] = new Table { [0] = new byte[] { 1, 2 } }))),
        Row("T6", "a constant's bytes are its shape and type", "four bytes short", Malformed, Write(Model(data: new byte[20]))),
        Row("T6", "a constant's bytes are its shape and type", "type 99", Malformed, Write(Model(type: 99))),
        Row("T6", "a constant's bytes are its shape and type", "(2^31-1)^3 elements", Malformed, Write(Model(shape: [int.MaxValue, int.MaxValue, int.MaxValue]))),
        Row("T7", "buffers behind the flatbuffer lie in the file and apart", "offset 2^64-1", Malformed, Write(WithOffset(Model(), ulong.MaxValue))),
        Row("T8", "every buffer is used", "one that nothing uses", Orphan, Write(With(model => model[4] = ((Table[])model[4]).Append(new Table { [0] = new byte[100] }).ToArray()))),
        Row("T9", "metadata, options and quantization are small", "metadata of 5,000 bytes", Metadata, Write(With(model =>
        {
            model[6] = new Table[] { new() { [0] = "notes", [1] = 2u } };
            model[4] = ((Table[])model[4]).Append(new Table { [0] = new byte[5000] }).ToArray();
        }))),
        Row("T9", "metadata, options and quantization are small", "custom options of 5,000 bytes", Metadata, Write(With(model => ((Table[])model[2])[0][3] = new Table[] { new() { [5] = new byte[5000] } }))),
        Row("T10", "nothing stands between the tables or behind the model", "2,000 bytes between", Orphan, Write(With(model => model[20] = new byte[2000]))),
        Row("T10", "nothing stands between the tables or behind the model", "a word behind", Orphan, Write(Model(), tail: Encoding.ASCII.GetBytes("hidden"))),
        Row("T11", "external buffers are plain files of the folder", "'../weights.bin'", PathEscape, Write(External("../weights.bin", 0, 24)), Write(External("weights.bin", 0, 24))),
        Row("T11", "external buffers are plain files of the folder", "offset 2^64-1", Malformed, Write(External("weights.bin", ulong.MaxValue, 24)), Write(External("weights.bin", 0, 24))),
    ];

    private static Table With(System.Action<Table> change)
    {
        var model = Model();
        change(model);
        return model;
    }

    private static byte[] Repeated()
    {
        var graph = new Table { [0] = Enumerable.Repeat(Tensor("w", new[] { 2, 3 }, 0, 1), 2000).ToArray() };
        return Write(With(model => model[2] = Enumerable.Repeat(graph, 2000).ToArray()));
    }

    private static HostileFile Row(string invariant, string rule, string defect, ArtifactProblemKind kind, byte[] hostile, byte[]? clean = null) =>
        new(invariant, rule, defect, kind, () => ReadAs("tflite", hostile).Problems, () => ReadAs("tflite", clean ?? Write(Model())).Problems);
}
