using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts.Tests.Formats.Gguf;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>G1 to G19; the defects are those of llama.cpp's tests/test-gguf.cpp where it has the class.</summary>
internal static class GgufInvariants
{
    public static IEnumerable<HostileFile> Rows =>
    [
        Row("G1", "the version is 1, 2 or 3", "version 0 (HEADER_BAD_VERSION_0)", Malformed, new GgufBytes { Version = 0 }),
        Row("G1", "the version is 1, 2 or 3", "version 4 (HEADER_BAD_VERSION_FUTURE)", Malformed, new GgufBytes { Version = 4 }),
        Row("G2", "the counts fit the file", "2^64-1 tensors (HEADER_BAD_N_TENSORS)", Malformed, new GgufBytes { TensorCount = ulong.MaxValue }),
        Row("G2", "the counts fit the file", "2^64-1 values (HEADER_BAD_N_KV)", Malformed, new GgufBytes { ValueCount = ulong.MaxValue }),
        Row("G3", "strings fit, keys are visible ASCII and not empty", "a key of 2^64-1 bytes (KV_BAD_KEY_SIZE)", Malformed, new GgufBytes().RawKey("abcd"u8.ToArray(), ulong.MaxValue, 0, new byte[16])),
        Row("G3", "strings fit, keys are visible ASCII and not empty", "an empty key (KV_EMPTY_KEY)", Malformed, new GgufBytes().Raw("", 0, [1])),
        Row("G3", "strings fit, keys are visible ASCII and not empty", "a value that is not UTF-8", Malformed, new GgufBytes().Raw("general.name", 8, [2, 0, 0, 0, 0, 0, 0, 0, 0xC0, 0x80])),
        Row("G4", "no key stands twice", "one does (KV_DUPLICATE_KEY)", Malformed, new GgufBytes().Value("general.a", 4, 1u).Value("general.a", 4, 2u)),
        Row("G5", "value types exist, arrays fit and do not nest", "type 2^32-1 (KV_BAD_TYPE)", Malformed, new GgufBytes().Raw("general.a", uint.MaxValue, new byte[20])),
        Row("G5", "value types exist, arrays fit and do not nest", "2^61 items of 8 bytes", Malformed, new GgufBytes().Raw("general.a", 9, [10, 0, 0, 0, .. BitConverter.GetBytes(1UL << 61), 0])),
        Row("G6", "a bool is 0 or 1", "2", Malformed, new GgufBytes().Value("general.a", 7, (byte)2)),
        Row("G7", "the alignment is a UInt32 and a power of two", "13 (KV_BAD_ALIGN)", Malformed, new GgufBytes().Value("general.alignment", 4, 13u)),
        Row("G7", "the alignment is a UInt32 and a power of two", "an Int32 (KV_WRONG_TYPE_ALIGN)", Malformed, new GgufBytes().Value("general.alignment", 5, 32)),
        Row("G8", "tensor names have under 64 bytes and stand once", "64 bytes (TENSORS_BAD_NAME_SIZE)", Malformed, new GgufBytes().Tensor(new string('n', 64), 0, [8], 32)),
        Row("G8", "tensor names have under 64 bytes and stand once", "a name twice (TENSORS_DUPLICATE_NAME)", Malformed, new GgufBytes().Tensor("a", 0, [8], 32).Tensor("a", 0, [8], 32)),
        Row("G9", "a tensor has at most 4 dimensions", "5 (TENSORS_BAD_N_DIMS)", Malformed, new GgufBytes().Tensor("a", 0, [1, 1, 1, 1, 8], 32)),
        Row("G10", "dimensions are non-negative and their product fits 63 bits", "2^64-1 (TENSORS_BAD_SHAPE)", Malformed, new GgufBytes().Tensor("a", 0, [ulong.MaxValue], 32)),
        Row("G10", "dimensions are non-negative and their product fits 63 bits", "2^62 x 2^62 (TENSORS_NE_TOO_BIG)", Malformed, new GgufBytes().Tensor("a", 0, [1UL << 62, 1UL << 62], 32)),
        Row("G11", "the tensor type exists", "43 (TENSORS_BAD_TYPE)", Malformed, new GgufBytes().Tensor("a", 43, [8], 32)),
        Row("G11", "the tensor type exists", "4, which was removed", Malformed, new GgufBytes().Tensor("a", 4, [32], 32)),
        Row("G12", "a row is whole blocks", "31 elements of Q4_0", Malformed, new GgufBytes().Tensor("a", 2, [31], 18)),
        Row("G13", "the size in bytes fits 63 bits", "2^62 floats (TENSORS_NBYTES_TOO_BIG)", Malformed, new GgufBytes().Tensor("a", 0, [1UL << 62], 32)),
        Row("G14", "offsets are the running sum of padded sizes", "one begins 32 late (TENSORS_BAD_OFFSET)", Malformed, new GgufBytes().Tensor("a", 0, [8], 32).Tensor("b", 0, [8], 32, offset: 64)),
        Row("G15", "offsets are aligned", "4 (DATA_BAD_ALIGN)", Malformed, new GgufBytes().Tensor("a", 0, [8], 32, offset: 4)),
        Row("G16", "data ends inside the file", "8 bytes are missing (DATA_NOT_ENOUGH_DATA)", Malformed, new GgufBytes { CutData = 8 }.Tensor("a", 0, [8], 32)),
        Row("G16", "data ends inside the file", "two of 0x7FFFFFFFFFFFFFC0 bytes (DATA_MEM_SIZE_OVERFLOW)", Malformed, new GgufBytes().Tensor("a", 24, [0x7FFFFFFFFFFFFFC0], 32).Tensor("b", 24, [0x7FFFFFFFFFFFFFC0], 32, offset: 0x7FFFFFFFFFFFFFC0)),
        Row("G17", "nothing hides in padding, tail or metadata", "padding of sevens", Orphan, new GgufBytes { PaddingByte = 7 }.Tensor("a", 0, [8], 32)),
        Row("G17", "nothing hides in padding, tail or metadata", "three bytes behind the last tensor", Orphan, new GgufBytes { Tail = [1, 2, 3] }.Tensor("a", 0, [8], 32)),
        Row("G17", "nothing hides in padding, tail or metadata", "2,000 floats in the metadata", Metadata, new GgufBytes().Array("general.notes", 6, [.. Enumerable.Repeat<object>(1.5f, 2000)])),
        Row("G17", "nothing hides in padding, tail or metadata", "8 KB of text in an array", Metadata, new GgufBytes().Texts("general.notes", [.. Enumerable.Repeat("some words", 1000)])),
        Row("G18", "no more parameters are claimed than bits in the file", "2^60 elements in 32 bytes", Malformed, new GgufBytes().Tensor("a", 0, [1UL << 40, 1UL << 20], 32)) with { Reported = "G16" },
        Split("G19", "parts of a set agree and are all there", "the second part is missing", [(1, Part(0, 2, 3, "a", "b"))]),
        Split("G19", "parts of a set agree and are all there", "a tensor too many", [(1, Part(0, 2, 3, "a", "b")), (2, Part(1, 2, 3, "c", "cyber_head"))]),
    ];

    private static HostileFile Row(string invariant, string rule, string defect, ArtifactProblemKind kind, GgufBytes hostile) =>
        new(invariant, rule, defect, kind, () => GgufBytes.Read(hostile.Build()).Problems, () => GgufBytes.Read(GgufBytes.Clean()).Problems);

    private static HostileFile Split(string invariant, string rule, string defect, (int Number, GgufBytes File)[] parts) =>
        new(invariant, rule, defect, IndexMismatch, () => Check(parts), () => Check([(1, Part(0, 2, 3, "a", "b")), (2, Part(1, 2, 3, "c"))]));

    private static IReadOnlyList<ArtifactProblem> Check((int Number, GgufBytes File)[] parts)
    {
        var check = new GgufSplitCheck();
        foreach (var (number, file) in parts)
        {
            check.AddFile($"m-{number:D5}-of-00002.gguf", GgufBytes.Read(file.Build()));
        }

        return check.Complete();
    }

    private static GgufBytes Part(ushort number, ushort count, int tensors, params string[] names)
    {
        var file = new GgufBytes().Value("split.no", 2, number).Value("split.count", 2, count).Value("split.tensors.count", 5, tensors);
        foreach (var name in names)
        {
            file.Tensor(name, 0, [8], 32);
        }

        return file;
    }
}
