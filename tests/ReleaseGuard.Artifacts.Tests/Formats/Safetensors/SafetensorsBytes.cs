using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;
using System.Threading;

namespace ReleaseGuard.Artifacts.Tests.Formats.Safetensors;

/// <summary>Writes safetensors files from a header written out in full, so each test shows the one thing that is wrong.</summary>
internal static class SafetensorsBytes
{
    public const string CleanHeader = """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"U8","shape":[3],"data_offsets":[16,19]}}""";

    public static byte[] Clean() => Of(CleanHeader, 19);

    public static byte[] Of(string header, int dataLength) => Of(Encoding.UTF8.GetBytes(header), dataLength);

    public static byte[] Of(byte[] header, int dataLength, ulong? headerLength = null)
    {
        var bytes = new byte[8 + header.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, headerLength ?? (ulong)header.Length);
        header.CopyTo(bytes, 8);
        return bytes;
    }

    public static ArtifactFacts Read(byte[] bytes)
    {
        var source = new CountingSource("model.safetensors", bytes);
        var facts = ArtifactFormats.ClaimedBy("model.safetensors")!.Read(source, CancellationToken.None);
        Assert.Equal(source.BytesRead, facts.BytesRead);
        Assert.DoesNotContain(facts.Problems, problem => problem.Kind == ArtifactProblemKind.Unread);
        Assert.All(facts.Problems, problem => Assert.InRange(problem.ByteOffset ?? 0, 0, Math.Max(1, bytes.LongLength)));
        Assert.All(facts.Tensors, tensor => Assert.True(tensor.ByteOffset >= 0 && tensor.ByteLength >= 0 && tensor.ByteOffset + tensor.ByteLength <= bytes.Length));
        Assert.All(facts.Payloads, payload => Assert.True(payload.ByteOffset >= 0 && payload.ByteLength > 0 && payload.ByteOffset + payload.ByteLength <= bytes.Length));
        return facts;
    }

    public static string[] Malformed(byte[] bytes) =>
        Read(bytes).Problems.Where(problem => problem.Kind == ArtifactProblemKind.Malformed).Select(problem => problem.Invariant).Distinct().ToArray();
}
