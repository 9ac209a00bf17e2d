using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Tests.Formats.Safetensors;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>S1 to S13.</summary>
internal static class SafetensorsInvariants
{
    private const string A = """{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}""";

    public static IEnumerable<HostileFile> Rows =>
    [
        Row("S1", "a file has at least 8 bytes", "three bytes", Malformed, [1, 2, 3]),
        Row("S2", "the header length is 2 to 100,000,000 and fits the file", "a length of 2^63", Malformed, SafetensorsBytes.Of("{}"u8.ToArray(), 0, 1UL << 63)),
        Row("S2", "the header length is 2 to 100,000,000 and fits the file", "a length past the end", Malformed, SafetensorsBytes.Of("{}"u8.ToArray(), 0, 4000)),
        Row("S2", "the header length is 2 to 100,000,000 and fits the file", "a length of 1", Malformed, SafetensorsBytes.Of([], 16, 1)),
        Row("S3", "the header is strict UTF-8", "a surrogate written as three bytes", Malformed, SafetensorsBytes.Of([.. "{\""u8, 0xED, 0xA0, 0x80, .. "\":1}"u8], 0)),
        Row("S4", "the header is one JSON object and begins with '{'", "an array", Malformed, SafetensorsBytes.Of("[]", 0)),
        Row("S4", "the header is one JSON object and begins with '{'", "white space first", Note, SafetensorsBytes.Of($" {{\"a\":{A}}}", 16)),
        Row("S5", "nothing but spaces follows the closing brace", "a NUL", Malformed, SafetensorsBytes.Of($"{{\"a\":{A}}} \0", 16)),
        Row("S5", "nothing but spaces follows the closing brace", "5,000 spaces", Note, SafetensorsBytes.Of($"{{\"a\":{A}}}{new string(' ', 5000)}", 16)),
        Row("S6", "no key stands twice", "a tensor twice, once escaped", Malformed, SafetensorsBytes.Of($"{{\"a\":{A},\"\\u0061\":{A}}}", 16)),
        Row("S6", "no key stands twice", "dtype twice", Malformed, Entry("""{"dtype":"F32","dtype":"F32","shape":[2,2],"data_offsets":[0,16]}""", 16)),
        Row("S7", "an entry has dtype, shape and data_offsets and nothing else", "a field with other content", Malformed, Entry("""{"dtype":"F32","shape":[2,2],"data_offsets":[0,16],"x":"AAAA"}""", 16)),
        Row("S7", "an entry has dtype, shape and data_offsets and nothing else", "a dtype that does not exist", Malformed, Entry("""{"dtype":"F33","shape":[2,2],"data_offsets":[0,16]}""", 16)),
        Row("S8", "__metadata__ maps strings to short strings", "a value that is no string", Malformed, SafetensorsBytes.Of($"{{\"__metadata__\":{{\"k\":[1]}},\"a\":{A}}}", 16)),
        Row("S8", "__metadata__ maps strings to short strings", "2,000 characters", Metadata, SafetensorsBytes.Of($"{{\"__metadata__\":{{\"k\":\"{new string('w', 2000)}\"}},\"a\":{A}}}", 16)),
        Row("S9", "dimensions are non-negative integers whose product and size in bits fit", "1e3", Malformed, Entry("""{"dtype":"F32","shape":[4e0],"data_offsets":[0,16]}""", 16)),
        Row("S9", "dimensions are non-negative integers whose product and size in bits fit", "2 x 9223372036854775807", Malformed, Entry("""{"dtype":"F32","shape":[2,9223372036854775807],"data_offsets":[0,16]}""", 16)),
        Row("S9", "dimensions are non-negative integers whose product and size in bits fit", "2 x 18446744073709551614", Malformed, Entry("""{"dtype":"F32","shape":[2,18446744073709551614],"data_offsets":[0,16]}""", 16)),
        Row("S10", "a tensor's bytes are exactly its elements", "one element fewer", Malformed, Entry("""{"dtype":"F32","shape":[3],"data_offsets":[0,16]}""", 16)),
        Row("S10", "a tensor's bytes are exactly its elements", "three elements of 4 bits", Malformed, Entry("""{"dtype":"F4","shape":[3],"data_offsets":[0,2]}""", 2)),
        Row("S11", "tensors tile the data: no hole, no overlap, no tail", "a hole of 4 bytes", Orphan, Entry("""{"dtype":"F32","shape":[2,2],"data_offsets":[4,20]}""", 20)),
        Row("S11", "tensors tile the data: no hole, no overlap, no tail", "two tensors over one range", Malformed, SafetensorsBytes.Of($"{{\"a\":{A},\"b\":{A}}}", 16)),
        Row("S11", "tensors tile the data: no hole, no overlap, no tail", "4 bytes behind the last", Orphan, SafetensorsBytes.Of($"{{\"a\":{A}}}", 20)),
        Row("S12", "an empty tensor is legal between others and moves nothing", "an empty tensor inside another", Malformed, SafetensorsBytes.Of($"{{\"a\":{A},\"z\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[8,8]}}}}", 16),
            SafetensorsBytes.Of($"{{\"a\":{A},\"z\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[16,16]}}}}", 16)) with { Reported = "S11" },
        Row("S13", "a name is what it looks like", "a Cyrillic letter", Note, SafetensorsBytes.Of($"{{\"сyber_head\":{A}}}", 16)),
        Row("S13", "a name is what it looks like", "a NUL", Note, SafetensorsBytes.Of($"{{\"a\\u0000b\":{A}}}", 16)),
    ];

    private static byte[] Entry(string entry, int data) => SafetensorsBytes.Of($"{{\"a\":{entry}}}", data);

    private static HostileFile Row(string invariant, string rule, string defect, ArtifactProblemKind kind, byte[] hostile, byte[]? clean = null) =>
        new(invariant, rule, defect, kind, () => SafetensorsBytes.Read(hostile).Problems, () => SafetensorsBytes.Read(clean ?? SafetensorsBytes.Clean()).Problems);
}
