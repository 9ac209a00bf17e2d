using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>Every quantised block means to us what it means to ggml: ggml.json holds what its own library decodes (build/compare/ggml_reference.py).</summary>
public sealed class GgmlDecodingTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sketches", "ggml.json"))).RootElement.EnumerateArray()];

    public static TheoryData<string> Types => [.. Cases.Select(static c => c.GetProperty("type").GetString()!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Blocks_decode_to_the_numbers_of_ggml(string type)
    {
        var golden = Cases.Single(c => c.GetProperty("type").GetString() == type);
        var encoding = TensorEncodings.Find(TestTensors.Type(type))!;
        var bytes = GoldenTensor.GgmlBlocks(TestTensors.Type(type), golden.GetProperty("seed").GetUInt64(), golden.GetProperty("blocks").GetInt32());
        Assert.Equal(golden.GetProperty("bytes").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var values = new float[bytes.Length / encoding.BlockBytes * encoding.BlockElements];
        encoding.ToFloats(bytes, values);
        for (var i = 0; i < values.Length; i++)
        {
            // The sign of a zero says nothing.
            values[i] += 0f;
        }

        Assert.Equal(golden.GetProperty("first").EnumerateArray().Select(static v => v.GetSingle()), values.Take(4));
        Assert.Equal(golden.GetProperty("values").GetString(), Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan()))));
    }
}
