using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts.Tests.Formats.Onnx;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;
using static ReleaseGuard.Artifacts.Tests.Formats.Onnx.OnnxFiles;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>O1 to O12; the external data defects are those of onnx's external_data_test.py where it has the class.</summary>
internal static class OnnxInvariants
{
    public static IEnumerable<HostileFile> Rows =>
    [
        Row("O1", "the protobuf is well-formed and has no unknown fields", "a length past the end", Malformed, [.. Clean(), 0x3A, 0x7F]),
        Row("O1", "the protobuf is well-formed and has no unknown fields", "a varint of eleven bytes", Malformed, [.. Clean(), 0x28, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
        Row("O1", "the protobuf is well-formed and has no unknown fields", "a group", Malformed, [.. Clean(), 0x2B, 0x2C]),
        Row("O1", "the protobuf is well-formed and has no unknown fields", "field 99 with 5,000 bytes", Orphan, Model(Graph(Tensor("w", [2, 3]))).Bytes(99, new byte[5000]).ToArray()),
        Row("O2", "a singular field stands once; packed and unpacked are the same", "a second graph, which loaders merge", Malformed, Model(Graph(Tensor("w", [2, 3]))).Message(7, Graph(Tensor("hidden", [4]))).ToArray()),
        Row("O2", "a singular field stands once; packed and unpacked are the same", "raw_data twice, of which the last wins", Malformed, One(Tensor("w", [2, 3]).Bytes(9, new byte[24]))),
        Row("O3", "dimensions are non-negative and their product fits", "-1", Malformed, One(Tensor("w", [-1, 3], rawBytes: 12))),
        Row("O3", "dimensions are non-negative and their product fits", "2^62 x 2^62", Malformed, One(Tensor("w", [1L << 62, 1L << 62], rawBytes: 4))),
        Row("O4", "values stand in exactly one field", "in float_data and raw_data", Malformed, One(Tensor("w", [2]).Bytes(4, new byte[8]))),
        Row("O4", "values stand in exactly one field", "nowhere", Malformed, One(Header("w", [2]))),
        Row("O4", "values stand in exactly one field", "raw_data kept beside external data", Orphan, One(External("w", [2, 3], ("location", "d"), ("length", "24")).Bytes(9, new byte[24]))),
        Row("O4", "values stand in exactly one field", "segments that leave a hole", Malformed, One(Header("w", [4]).Message(3, new ProtobufBuilder().Varint(1, 1).Varint(2, 4)).Bytes(9, new byte[12]))),
        Row("O5", "raw_data is exactly the elements", "one byte short", Malformed, One(Tensor("w", [2, 3], rawBytes: 23))),
        Row("O5", "raw_data is exactly the elements", "4,096 bytes more than the shape needs", Orphan, One(Tensor("w", [2, 3], rawBytes: 24 + 4096))),
        Row("O6", "the data type exists", "27", Malformed, One(Tensor("w", [2], 27))),
        Row("O7", "an initializer has a name of its own", "two of one name", Malformed, Model(Graph(Tensor("w", [2]), Tensor("w", [3]))).ToArray()),
        Row("O8", "external data is a plain range of a plain file in the folder", "'../weights.bin' (CVE-2022-25882)", PathEscape, Located("../weights.bin")),
        Row("O8", "external data is a plain range of a plain file in the folder", "'a/../../weights.bin' (CVE-2024-27318)", PathEscape, Located("a/../../weights.bin")),
        Row("O8", "external data is a plain range of a plain file in the folder", "an absolute path", PathEscape, Located("/etc/passwd")),
        Row("O8", "external data is a plain range of a plain file in the folder", "'..\\\\' (…OnWindows)", PathEscape, Located("..\\weights.bin")),
        Row("O8", "external data is a plain range of a plain file in the folder", "an entry '__class__' (ExternalDataInfoSecurity)", Malformed, One(External("w", [1], ("location", "d"), ("__class__", "x")))),
        Row("O8", "external data is a plain range of a plain file in the folder", "offset -1 (ExternalDataInfoSecurity)", Malformed, One(External("w", [1], ("location", "d"), ("offset", "-1")))),
        Row("O8", "external data is a plain range of a plain file in the folder", "length 99999999999999999999", Malformed, One(External("w", [1], ("location", "d"), ("length", "99999999999999999999")))),
        Outside("O8", "external data is a plain range of a plain file in the folder", "a symbolic link (…SymlinkProtection)", PathEscape, new ExternalFileFact("d", 24) { IsLink = true }),
        Outside("O8", "external data is a plain range of a plain file in the folder", "a second hard link (HardlinkProtection)", PathEscape, new ExternalFileFact("d", 24) { HardLinks = 2 }),
        Outside("O8", "external data is a plain range of a plain file in the folder", "a file too short (FileSizeValidation)", Malformed, new ExternalFileFact("d", 20)),
        Outside("O8", "external data is a plain range of a plain file in the folder", "no such file", IndexMismatch, new ExternalFileFact("d", null)),
        Outside("O9", "two ranges are the same or apart", "they overlap by half", Malformed, new ExternalFileFact("d", 24), External("a", [4], ("location", "d")), External("b", [4], ("location", "d"), ("offset", "8"))),
        Outside("O10", "every byte of external data belongs to a tensor", "more than 64 KiB do not", Orphan, new ExternalFileFact("d", 24 + 65537)),
        Row("O11", "functions do not call in a circle", "f calls g calls f", Malformed, Model(Graph(Tensor("w", [1]))).Message(25, Function("f", "g")).Message(25, Function("g", "f")).ToArray()),
        Row("O12", "text in the model is short and plain", "base64 of 900 bytes in metadata_props", Metadata, Model(Graph(Tensor("w", [1]))).Message(14, Entry("notes", Convert.ToBase64String(Enumerable.Range(0, 900).Select(i => (byte)(i * 37)).ToArray()))).ToArray()),
    ];

    private static byte[] One(ProtobufBuilder tensor) => Model(Graph(tensor)).ToArray();

    private static byte[] Located(string location) => One(External("w", [1], ("location", location)));

    private static ProtobufBuilder Function(string name, string calls) => new ProtobufBuilder().Text(1, name).Text(10, "local").Message(7, Node(calls, "y").Text(7, "local"));

    private static HostileFile Row(string invariant, string rule, string defect, ArtifactProblemKind kind, byte[] hostile) =>
        new(invariant, rule, defect, kind, () => Read(hostile).Problems, () => Read(Clean()).Problems);

    private static HostileFile Outside(string invariant, string rule, string defect, ArtifactProblemKind kind, ExternalFileFact file, params ProtobufBuilder[] tensors) =>
        new(
            invariant,
            rule,
            defect,
            kind,
            () => ExternalDataCheck.Check([Read(Model(Graph(tensors.Length > 0 ? tensors : [External("a", [6], ("location", "d"))])))], [file]),
            () => ExternalDataCheck.Check([Read(Model(Graph(External("a", [6], ("location", "d")))))], [new ExternalFileFact("d", 24)]));
}
