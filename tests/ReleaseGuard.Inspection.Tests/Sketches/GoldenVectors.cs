using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Content;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>Codes equal those of the independent reference, for every window kind, orientation, type and edge case. golden.json says what it gave.</summary>
public sealed class GoldenVectors
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sketches", "golden.json"))).RootElement;

    public static TheoryData<string> Cases => [.. Golden.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    public static TheoryData<string> FloatCases => [.. Golden.GetProperty("cases").EnumerateArray().Where(c => c.TryGetProperty("exact", out _)).Select(c => c.GetProperty("name").GetString()!)];

    private static ulong Salt => ulong.Parse(Golden.GetProperty("salt").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_tensor_is_made(string name)
    {
        var subject = GoldenTensor.Make(Case(name));
        var bytes = new byte[subject.Source.Length];
        subject.Source.ReadAt(0, bytes);
        Assert.Equal(Case(name).GetProperty("bytes").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_owner_publishes_the_reference_codes_of_both_orientations(string name)
    {
        var subject = GoldenTensor.Make(Case(name));
        var owner = new OwnerReading(subject, TensorEncodings.Find(subject.Tensor.Type)!, CancellationToken.None);
        owner.Read();
        foreach (var kind in WindowKind.All)
        {
            var expected = Case(name).GetProperty(kind.Name);
            Assert.Equal(Summary(expected.GetProperty("rows")), Summary(owner.Kept(kind, transposed: false).Select(w => w.Code)));
            Assert.Equal(Summary(expected.GetProperty("columns")), Summary(owner.Kept(kind, transposed: true).Select(w => w.Code)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_checker_computes_the_reference_codes(string name)
    {
        var subject = GoldenTensor.Make(Case(name));
        HashSet<ulong> wide = [], narrow = [];
        Read(subject, TensorEncodings.Find(subject.Tensor.Type)!, wide, narrow);
        Assert.Equal(Summary(Case(name).GetProperty(WindowKind.Wide.Name).GetProperty("checker")), Summary(wide));
        Assert.Equal(Summary(Case(name).GetProperty(WindowKind.Narrow.Name).GetProperty("checker")), Summary(narrow));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vector_kernels_and_the_plain_fallback_say_the_same_of_every_block(string name)
    {
        var subject = GoldenTensor.Make(Case(name));
        var encoding = TensorEncodings.Find(subject.Tensor.Type)!;
        var stored = new byte[subject.Tensor.ByteLength];
        subject.Source.ReadAt(0, stored);
        var elements = (int)subject.Tensor.Parameters & ~15;
        var bytes = stored;
        if (!encoding.IsDirect)
        {
            bytes = new byte[subject.Tensor.Parameters * encoding.ExpandedBytes];
            encoding.Expand(stored, bytes);
        }

        bytes = bytes[..(elements * encoding.ExpandedBytes)];
        byte[] narrow = new byte[elements / 16], wide = new byte[elements / 32], plainNarrow = new byte[elements / 16], plainWide = new byte[elements / 32];
        BlockMaxima.Read(bytes, encoding.Magnitudes, narrow, wide);
        BlockMaxima.ReadPlain(bytes, encoding.Magnitudes, plainNarrow, plainWide);
        Assert.Equal(plainNarrow, narrow);
        Assert.Equal(plainWide, wide);
    }

    [Theory]
    [MemberData(nameof(FloatCases))]
    public void Digests_are_those_of_the_bytes_and_of_the_three_casts(string name)
    {
        var subject = GoldenTensor.Make(Case(name));
        using var content = new ContentReading();
        content.Begin(subject.Tensor.Parameters, TensorEncodings.Find(subject.Tensor.Type), digests: true, histograms: false);
        new TensorBlocks().Read(subject, TensorEncodings.Find(subject.Tensor.Type)!, 0, subject.Rows, (bytes, _) => content.Append(bytes), CancellationToken.None);
        Assert.Equal(
            Case(name).GetProperty("exact").EnumerateObject().Select(d => $"{d.Name} {d.Value.GetString()}"),
            content.Digests().All.Select(d => $"{d.Key} {d.Value}"));
    }

    internal static void Read(SketchSubject subject, TensorEncoding encoding, HashSet<ulong> wide, HashSet<ulong> narrow)
    {
        var reading = new OrdinalReading(codes => wide.UnionWith(codes.ToArray()), codes => narrow.UnionWith(codes.ToArray()));
        reading.Begin(encoding, subject.Columns);
        new TensorBlocks().Read(subject, encoding, 0, subject.Rows, reading.Append, CancellationToken.None);
    }

    private static JsonElement Case(string name) => Golden.GetProperty("cases").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);

    private static string Summary(JsonElement expected) => $"{expected.GetProperty("count").GetInt32()} codes, SHA-256 {expected.GetProperty("sha256").GetString()}";

    private static string Summary(IEnumerable<ulong> codes)
    {
        var lines = codes.Distinct().Select(code => WindowCode.Publish(code, Salt)).Order().Select(value => value.ToString("x16", CultureInfo.InvariantCulture)).ToArray();
        return $"{lines.Length} codes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))}";
    }
}
