using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Checking;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>A withheld matrix is found in what quantisation tools write; what is packed and cannot be decoded never passes.</summary>
public sealed class PackedWeightsTests
{
    private static readonly string[] SharpNames = ["GPTQ 4", "GPTQ 8", "GPTQ 4, reordered", "AWQ", "compressed-tensors", "bitsandbytes"];

    private const int Rows = 384;
    private const int Columns = 1024;

    private static readonly float[] Matrix = Drawn(91);

    private static readonly SketchChecker Checker = new([SketchPublisher.Publish(
        new SketchPublishRequest([TestTensors.Subject("heads.cyber.q_proj.weight", Matrix, "F32", Rows, Columns)], [], SketchSalt.Parse("00112233445566778899aabbccddeeff")!, false, false)).File!]);

    public static TheoryData<string> Ways => [.. SharpNames, "MXFP4"];

    public static TheoryData<string> SharpWays => [.. SharpNames];

    [Theory]
    [MemberData(nameof(SharpWays))]
    public void Packed_weights_are_found(string way)
    {
        var hits = Check(Pack(way, Matrix), out _).Hits;
        Assert.Contains(hits, static hit => hit is { Tier: SketchTier.Ordinal, Evidence: SketchEvidence.Withheld } && hit.Odds!.Log10Probability < -9);
    }

    [Fact]
    public void In_MXFP4_they_are_suspected_and_finding_nothing_is_never_a_pass()
    {
        Assert.Equal(SketchEvidence.Suspect, Assert.Single(Check(Pack("MXFP4", Matrix), out _).Hits).Evidence);
        var other = Pack("MXFP4", Drawn(92));
        using var subjects = new ArtifactSubjects("model", other.Source, other.Tensors, null, unpacks: true);
        Assert.Contains("few levels", Assert.Single(Checker.Check(subjects.Subjects).Unread).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Other_weights_packed_the_same_way_are_not(string way) => Assert.Empty(Check(Pack(way, Drawn(92)), out _).Hits);

    [Theory]
    [MemberData(nameof(Ways))]
    public void They_decode_to_the_matrix(string way)
    {
        var model = Pack(way, Matrix);
        using var subjects = new ArtifactSubjects("model", model.Source, model.Tensors, null, unpacks: true);
        var decoded = subjects.Subjects.Single(static subject => subject.Tensor.Type.Kind == TensorElementKind.Quantized);
        var transposed = way[0] is 'G' or 'A';
        Assert.Equal(transposed ? [Columns, Rows] : [Rows, Columns], decoded.Tensor.Shape);
        var values = new float[Matrix.Length];
        var rows = new FloatRows(decoded, PlainEncoding.Float32);
        for (var row = 0; row < decoded.Rows; row++)
        {
            rows.Read(row, 0, values.AsSpan(row * (int)decoded.Columns, (int)decoded.Columns));
        }

        var expected = transposed ? Weights.Transpose(Matrix, Columns) : Matrix;

        // Schemes whose scales are not needed give numbers of another size; their direction is the matrix's all the same.
        double dot = 0, ours = 0, theirs = 0;
        for (var i = 0; i < values.Length; i++)
        {
            dot += (double)values[i] * expected[i];
            ours += (double)values[i] * values[i];
            theirs += (double)expected[i] * expected[i];
        }

        Assert.InRange(dot / Math.Sqrt(ours * theirs), way is "bitsandbytes" or "MXFP4" ? 0.9 : 0.98, 1.0);
    }

    [Theory]
    [InlineData("GPTQ 4", "m.scales")]
    [InlineData("AWQ", "m.qzeros")]
    [InlineData("compressed-tensors", "m.weight_scale")]
    [InlineData("bitsandbytes", "m.weight.quant_state.bitsandbytes__nf4")]
    public void Without_its_companion_it_is_said_to_be_compared_by_its_bytes_only(string way, string companion)
    {
        var model = Pack(way, Matrix);
        model.Remove(companion);
        Check(model, out var unread);
        Assert.Contains("only its bytes were compared", Assert.Single(unread).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GPTQ 4", "m.scales", new long[] { 3072 })]
    [InlineData("GPTQ 4", "m.qzeros", new long[] { 1, 384 })]
    [InlineData("AWQ", "m.scales", new long[] { 384, 8 })]
    [InlineData("compressed-tensors", "m.weight_scale", new long[] { 8, 384 })]
    [InlineData("compressed-tensors", "m.weight_shape", new long[] { 1 })]
    public void Companions_that_do_not_fit_never_throw(string way, string companion, long[] shape)
    {
        var model = Pack(way, Matrix);
        model.Reshape(companion, shape);
        var result = Check(model, out var unread);
        Assert.True(unread.Count == 1 || result.Hits.Count == 1);
    }

    private static PackedModel Pack(string way, float[] matrix) => way switch
    {
        "GPTQ 4" => PackedModel.Gptq(matrix, Columns, 4, reordered: false),
        "GPTQ 8" => PackedModel.Gptq(matrix, Columns, 8, reordered: false),
        "GPTQ 4, reordered" => PackedModel.Gptq(matrix, Columns, 4, reordered: true),
        "AWQ" => PackedModel.Awq(matrix, Columns),
        "compressed-tensors" => PackedModel.CompressedTensors(matrix, Columns),
        "bitsandbytes" => PackedModel.BitsAndBytes(matrix, Columns),
        _ => PackedModel.Mxfp4(matrix, Columns),
    };

    private static SketchCheckResult Check(PackedModel model, out IReadOnlyList<SketchUnread> unread)
    {
        using var subjects = new ArtifactSubjects("model", model.Source, model.Tensors, null, unpacks: true);
        var result = Checker.Check(subjects.Subjects);
        unread = [.. subjects.Unread, .. result.Unread.Where(static u => !u.Reason.Contains("few levels", StringComparison.Ordinal))];
        return result;
    }

    /// <summary>Weights with the tails that trained ones have: a product of two near-normal numbers and a third beside it.</summary>
    private static float[] Drawn(ulong seed) =>
        [.. GoldenTensor.Matrix(seed, Rows, Columns).Zip(GoldenTensor.Matrix(seed + 1000, Rows, Columns), static (a, b) => a * (1 + Math.Abs(b)))];
}
