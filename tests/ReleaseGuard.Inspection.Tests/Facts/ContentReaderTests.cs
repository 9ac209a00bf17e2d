using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Checking;
using ReleaseGuard.Inspection.Tests.Sketches;

namespace ReleaseGuard.Inspection.Tests.Facts;

/// <summary>One pass over a file gives what reading each tensor by itself gives, wherever blocks and rows happen to end.</summary>
public sealed class ContentReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_pass_gives_the_digests_sums_and_codes_of_separate_readings(bool fromDisk)
    {
        // Rows of odd widths, rows longer than a block, blocks that begin anywhere; every third tensor is withheld.
        (string Type, long[] Shape)[] kinds =
        [
            ("F32", [700, 300]), ("BF16", [333, 1000]), ("F16", [3, 70, 391]), ("I8", [64, 4096]), ("F64", [50, 260]), ("F32", [1, 1_300_000]), ("Q8_0", [128, 1024]), ("Q4_K", [64, 2048]), ("F8_E4M3", [1000, 257]), ("BF16", [5]), ("F32", [4, 128]),
        ];
        var values = kinds.Select((kind, i) => GoldenTensor.Matrix((ulong)(300 + i), 1, (int)kind.Shape.Aggregate(1L, static (a, b) => a * b))).ToList();
        var (bytes, tensors) = Lay(kinds, values);
        var withheld = Enumerable.Range(0, kinds.Length).Where(static i => i % 3 != 2).Select(i => Subject(new MemoryArtifactSource("w", bytes), tensors[i])).Where(subject => subject.Tensor.Type.Name is "F32" or "BF16" or "I8").ToList();
        var publication = SketchPublisher.Publish(new SketchPublishRequest(withheld, [], SketchSalt.Parse("00112233445566778899aabbccddeeff")!, false, false));
        Assert.Empty(publication.Problems);
        var checker = new SketchChecker([publication.File!]);

        var path = Path.Combine(_folder.Path, "all.bin");
        File.WriteAllBytes(path, bytes);
        using var file = new FileArtifactSource(path, "all.bin");
        IArtifactSource source = fromDisk ? file : new MemoryArtifactSource("all.bin", bytes);
        var subjects = tensors.Select(tensor => Subject(source, tensor)).ToList();
        var apart = checker.Read(subjects, 2, null, default);
        var (facts, together) = ContentReader.Read(source, null, [.. tensors.Select(static (tensor, index) => (index, tensor))], casts: true, checker, subjects, default);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), facts.Sha256);
        Assert.Empty(facts.Undigested);
        Assert.Equal(apart.Select(Line), together.Select(Line));
        Assert.Contains(together, static reading => reading.Ordinal[WindowKind.Wide].Codes.Count > 8);
        Assert.Equal(checker.Judge(apart).Select(static hit => (hit.Tier, hit.Detail)), checker.Judge([.. together]).Select(static hit => (hit.Tier, hit.Detail)));
        for (var i = 0; i < tensors.Count; i++)
        {
            var counted = BitConverter.GetBytes(tensors[i].Parameters).Concat(bytes.Skip((int)tensors[i].ByteOffset).Take((int)tensors[i].ByteLength)).ToArray();
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(counted)), facts.Tensors.Single(digest => digest.Tensor == i && digest.Cast is null).Sha256);
            Assert.Equal(tensors[i].Type.Name is "F32" or "BF16" or "F16" or "F64" or "F8_E4M3" ? 4 : 1, facts.Tensors.Count(digest => digest.Tensor == i));
        }
    }

    [Theory]
    [InlineData("F32", "BF16", "bf16")]
    [InlineData("F32", "F16", "fp16")]
    [InlineData("BF16", "F32", "bf16")]
    [InlineData("F16", "F64", "fp16")]
    public void A_digest_in_the_policy_finds_the_tensor_in_another_float_type(string withheld, string shipped, string cast)
    {
        var values = GoldenTensor.Matrix(7, 16, 100);
        var rounded = withheld == "BF16" ? Round(values, "BF16") : withheld == "F16" ? Round(values, "F16") : values;
        var (owned, tensor) = Lay([(withheld, [16, 100])], [rounded]);
        var own = ContentReader.Read(new MemoryArtifactSource("own", owned), null, [.. tensor.Select(static (each, index) => (index, each))], casts: true, null, [], default).Facts.Tensors;
        var (bytes, other) = Lay([(shipped, [1600])], [Round(rounded, shipped)]);
        var found = ContentReader.Read(new MemoryArtifactSource("other", bytes), null, [.. other.Select(static (each, index) => (index, each))], casts: true, null, [], default).Facts.Tensors;

        // The owner states the digest of the cast that the open edition would have; any digest of what ships may equal it.
        var stated = own.Single(digest => digest.Cast == cast).Sha256;
        Assert.Contains(found, digest => digest.Sha256 == stated);
    }

    private static float[] Round(float[] values, string type)
    {
        if (type is not ("BF16" or "F16"))
        {
            return values;
        }

        var (bytes, tensors) = Lay([(type, [values.Length])], [values]);
        var rounded = new float[values.Length];
        ReleaseGuard.Inspection.Sketches.Elements.TensorEncodings.Find(tensors[0].Type)!.ToFloats(bytes, rounded);
        return rounded;
    }

    private static SketchSubject Subject(IArtifactSource source, TensorFact tensor) => new("all.bin", source, tensor);

    private static (byte[] Bytes, List<TensorFact> Tensors) Lay((string Type, long[] Shape)[] kinds, List<float[]> values)
    {
        using var bytes = new MemoryStream();
        List<TensorFact> tensors = [];
        for (var i = 0; i < kinds.Length; i++)
        {
            var (name, shape) = kinds[i];
            var type = TestTensors.Type(name);
            long elements = shape.Aggregate(1L, static (a, b) => a * b), length = type.ByteLength(elements)!.Value;
            byte[] stored = name is "F32" or "BF16" or "F16" or "F64"
                ? TestTensors.Encode(values[i], name)
                : [.. Enumerable.Range(0, (int)length).Select(at => (byte)(GoldenTensor.Random((ulong)i, at) >> 56))];
            bytes.Write(new byte[i % 3]);
            tensors.Add(new TensorFact($"t{i}", type, shape, elements, bytes.Position, length));
            bytes.Write(stored);
        }

        return (bytes.ToArray(), tensors);
    }

    private static string Line(SubjectReading reading) => string.Join(
        " ",
        [
            reading.Digests?.ToString() ?? "none",
            string.Join(",", reading.Multisets.Select(static m => m.Entry)),
            .. WindowKind.All.Select(kind => $"{reading.Ordinal[kind].Windows}:{string.Join(",", reading.Ordinal[kind].Codes.Order())}"),
            reading.Problem ?? string.Empty,
        ]);
}
