using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Publishing;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>A withheld matrix of 512 × 1024 is found after everything that converters and light training do to it; another matrix never is.</summary>
public sealed class DetectionTests
{
    private const int Rows = 512;
    private const int Columns = 1024;

    private static readonly float[] Matrix = GoldenTensor.Matrix(41, Rows, Columns);
    private static readonly float[] Second = GoldenTensor.Matrix(42, Rows, Columns);
    private static readonly float[] Third = GoldenTensor.Matrix(43, Rows, Columns);

    private static readonly SketchChecker Checker = Publish(
        TestTensors.Subject("heads.cyber.q_proj.weight", Matrix, "F32", Rows, Columns),
        TestTensors.Subject("heads.cyber.k_proj.weight", Second, "F32", Rows, Columns),
        TestTensors.Subject("heads.cyber.v_proj.weight", Third, "F32", Rows, Columns));

    public static TheoryData<string> Tuned => ["3 %", "10 %", "LoRA 10 %, then Q4_0", "3 %, then Q4_0", "10 %, permuted rows"];

    [Theory]
    [InlineData("F32")]
    [InlineData("BF16")]
    [InlineData("F16")]
    [InlineData("F64")]
    public void Under_any_name_and_shape_in_any_float_type_it_is_exact(string type)
    {
        var hit = Assert.Single(Check(TestTensors.Subject("x", Matrix, type, 4, 128, 1024)));
        Assert.Equal((SketchTier.Exact, "heads.cyber.q_proj.weight"), (hit.Tier, Assert.Single(hit.Withheld)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cast_to_bf16_and_then_to_another_float_it_is_exact(bool half)
    {
        var rounded = (float[])Matrix.Clone();
        WeightTransforms.BFloat16(rounded);
        Assert.Equal(SketchTier.Exact, Assert.Single(Check(TestTensors.Subject("x", rounded, half ? "F16" : "F32", Rows, Columns))).Tier);
    }

    [Fact]
    public void Transposed_it_is_the_same_elements_in_another_order()
    {
        var hit = Assert.Single(Check(TestTensors.Subject("x", Weights.Transpose(Matrix, Columns), "BF16", Columns, Rows)));
        Assert.Equal(SketchTier.OrderFree, hit.Tier);
    }

    [Fact]
    public void Permuted_rows_are_the_same_elements_in_another_order() =>
        Assert.Equal(SketchTier.OrderFree, Assert.Single(Check(TestTensors.Subject("x", Weights.PermuteRows(Matrix, Columns), "F16", Rows, Columns))).Tier);

    [Fact]
    public void Fused_q_k_v_is_the_sum_of_its_parts()
    {
        var hit = Assert.Single(Check(TestTensors.Subject("qkv", [.. Matrix, .. Second, .. Third], "BF16", 3 * Rows, Columns)));
        Assert.Equal(SketchTier.OrderFree, hit.Tier);
        Assert.Equal(3, hit.Withheld.Count);
    }

    [Fact]
    public void Fused_with_interleaved_columns_it_is_still_the_sum_of_its_parts()
    {
        var rows = Enumerable.Range(0, Rows).SelectMany(row => Weights.Rows(Matrix, Columns, row, 1).Zip(Weights.Rows(Second, Columns, row, 1), (a, b) => new[] { a, b }).SelectMany(static pair => pair));
        var hit = Assert.Single(Check(TestTensors.Subject("gate_up", [.. rows], "F32", Rows, 2 * Columns)));
        Assert.Equal(["heads.cyber.k_proj.weight", "heads.cyber.q_proj.weight"], hit.Withheld);
    }

    [Fact]
    public void Fused_with_an_open_tensor_it_is_found_by_its_maxima() =>
        AssertFound(Check(TestTensors.Subject("qkv", [.. GoldenTensor.Matrix(51, Rows, Columns), .. Matrix], "BF16", 2 * Rows, Columns)));

    [Fact]
    public void Fused_side_by_side_with_an_open_tensor_it_is_found_by_its_maxima()
    {
        var open = GoldenTensor.Matrix(52, Rows, Columns);
        var rows = Enumerable.Range(0, Rows).SelectMany(row => Weights.Rows(open, Columns, row, 1).Concat(Weights.Rows(Matrix, Columns, row, 1)));
        AssertFound(Check(TestTensors.Subject("gate_up", [.. rows], "BF16", Rows, 2 * Columns)));
    }

    [Theory]
    [InlineData("Q8_0")]
    [InlineData("Q4_0")]
    public void In_quantised_blocks_it_is_found(string type) =>
        AssertFound(Check(TestTensors.Subject("blk.0.attn_q.weight", Weights.Blocks(Matrix, type), type, Rows, Columns)));

    [Theory]
    [InlineData("Q8_0")]
    [InlineData("Q4_0")]
    public void Transposed_and_in_quantised_blocks_it_is_found(string type) =>
        AssertFound(Check(TestTensors.Subject("x", Weights.Blocks(Weights.Transpose(Matrix, Columns), type), type, Columns, Rows)));

    [Theory]
    [InlineData("Q8_0")]
    [InlineData("Q4_0")]
    public void With_permuted_rows_in_quantised_blocks_it_is_found(string type) =>
        AssertFound(Check(TestTensors.Subject("x", Weights.Blocks(Weights.PermuteRows(Matrix, Columns), type), type, Rows, Columns)));

    [Fact]
    public void As_int8_with_a_scale_for_each_row_it_is_found()
    {
        var scale = Matrix.Max(Math.Abs) / 127;
        AssertFound(Check(TestTensors.Subject("x", [.. Matrix.Select(value => (byte)(sbyte)Math.Round(value / scale))], "I8", Rows, Columns)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void As_unsigned_bytes_with_a_scale_and_a_smallest_value_it_is_found(double lopsided)
    {
        // TensorFlow.js: value = minimum + scale * byte. An outlier moves the byte that stands for zero away from the middle.
        float minimum = Matrix.Min(), maximum = Matrix.Max() * (float)(1 + lopsided), scale = (maximum - minimum) / 255;
        AssertFound(Check(TestTensors.Subject("x", [.. Matrix.Select(value => (byte)Math.Round((value - minimum) / scale))], "U8", Rows, Columns)));
    }

    [Fact]
    public void In_NVFP4_blocks_it_is_suspected_and_finding_nothing_is_never_a_pass()
    {
        var result = Checker.Check([TestTensors.Subject("blk.0.attn_q.weight", Weights.Nvfp4(Matrix), "NVFP4", Rows, Columns)]);
        Assert.Equal("heads.cyber.q_proj.weight", Assert.Single(Assert.Single(result.Hits).Withheld));
        Assert.Contains("few levels", Assert.Single(result.Unread).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IQ2_XXS")]
    [InlineData("IQ1_M")]
    [InlineData("TQ2_0")]
    [InlineData("Q1_0")]
    public void Where_hardly_a_block_has_one_largest_element_finding_nothing_is_never_a_pass(string type)
    {
        var bytes = GoldenTensor.GgmlBlocks(TestTensors.Type(type), 70, Rows * Columns / TestTensors.Type(type).BlockElements);
        var result = Checker.Check([TestTensors.Subject("blk.0.attn_q.weight", bytes, type, Rows, Columns)]);
        Assert.Empty(result.Hits);
        Assert.Contains("few levels", Assert.Single(result.Unread).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Expert_matrices_in_one_tensor_are_found_each()
    {
        var experts = new[] { GoldenTensor.Matrix(55, Rows, Columns), Second, GoldenTensor.Matrix(56, Rows, Columns), Third }.SelectMany(static expert => expert).ToArray();
        Assert.Equal(
            ["heads.cyber.k_proj.weight", "heads.cyber.v_proj.weight"],
            Check(TestTensors.Subject("blk.0.ffn_up_exps", Weights.Q4_0(experts), "F32", 4, Rows, Columns)).SelectMany(static hit => hit.Withheld).Order());
    }

    [Theory]
    [MemberData(nameof(Tuned))]
    public void Lightly_trained_on_it_is_found(string how)
    {
        var tuned = how switch
        {
            "3 %" => Weights.Tune(Matrix, 0.03),
            "10 %" => Weights.Tune(Matrix, 0.10),
            "3 %, then Q4_0" => Weights.Q4_0(Weights.Tune(Matrix, 0.03)),
            "10 %, permuted rows" => Weights.PermuteRows(Weights.Tune(Matrix, 0.10), Columns),
            _ => Weights.Q4_0(Weights.MergeLora(Matrix, Columns, 16, 0.10)),
        };
        AssertFound(Check(TestTensors.Subject("x", tuned, "BF16", Rows, Columns)));
    }

    [Fact]
    public void Pruned_by_half_it_is_found()
    {
        var pruned = (float[])Matrix.Clone();
        WeightTransforms.Prune(pruned, WeightTransforms.MedianMagnitude(Matrix));
        AssertFound(Check(TestTensors.Subject("x", pruned, "F32", Rows, Columns)));
    }

    [Fact]
    public void With_a_scale_for_each_row_it_is_found() =>
        AssertFound(Check(TestTensors.Subject("x", Weights.Rowwise(Matrix, Columns, static (row, i) => WeightTransforms.Scale(row.Span, 0.25f + (i % 17))), "F32", Rows, Columns)));

    [Fact]
    public void Times_a_negative_number_it_is_found() =>
        AssertFound(Check(TestTensors.Subject("x", [.. Matrix.Select(static value => -3.7f * value)], "F32", Rows, Columns)));

    [Fact]
    public void A_quarter_of_its_rows_is_found() =>
        AssertFound(Check(TestTensors.Subject("x", Weights.Rows(Matrix, Columns, 200, Rows / 4), "BF16", Rows / 4, Columns)));

    [Fact]
    public void Its_columns_from_a_block_on_are_found() =>
        AssertFound(Check(TestTensors.Subject("x", Weights.Columns(Matrix, Columns, 32, 700), "BF16", Rows, 700)));

    [Fact]
    public void Its_columns_from_within_a_block_on_are_a_known_miss() =>
        Assert.Empty(Check(TestTensors.Subject("x", Weights.Columns(Matrix, Columns, 5, 700), "BF16", Rows, 700)));

    [Fact]
    public void Cut_into_slices_too_small_to_tell_it_is_found_in_all_of_them_together()
    {
        // Four codes or so a slice: each is worth a look, together they are no chance.
        var slices = Enumerable.Range(0, 64).Select(i => TestTensors.Subject($"slice.{i}", Weights.Rows(Matrix, Columns, i * 8, 8), "BF16", 8, Columns)).ToArray();
        Assert.Contains(Check(slices), hit => hit.Evidence == SketchEvidence.Withheld && hit.Withheld.Contains("heads.cyber.q_proj.weight"));
    }

    [Theory]
    [InlineData("F32")]
    [InlineData("BF16")]
    [InlineData("F16")]
    [InlineData("I8")]
    [InlineData("U8")]
    [InlineData("F8_E4M3")]
    [InlineData("Q4_0")]
    [InlineData("Q6_K")]
    public void A_fresh_model_of_the_same_names_and_shapes_is_silent(string type)
    {
        List<SketchSubject> fresh = [];
        foreach (var (name, seed) in new[] { ("q", 61UL), ("k", 62UL), ("v", 63UL) })
        {
            var floats = type is "F32" or "BF16" or "F16";
            var bytes = floats ? TestTensors.Encode(GoldenTensor.Matrix(seed, Rows, Columns), type)
                : type == "Q4_0" ? Weights.Blocks(GoldenTensor.Matrix(seed, Rows, Columns), type)
                : RandomBytes(seed, TestTensors.Type(type).ByteLength(Rows * Columns)!.Value);
            fresh.Add(TestTensors.Subject($"heads.cyber.{name}_proj.weight", bytes, type, Rows, Columns));
        }

        var result = Checker.Check(fresh);
        Assert.Empty(result.Hits);
        Assert.Empty(result.Unread);
        Assert.True(result.Windows > 100);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_result()
    {
        SketchSubject[] shipped =
        [
            TestTensors.Subject("a", Weights.Q4_0(Matrix), "F32", Rows, Columns),
            TestTensors.Subject("b", GoldenTensor.Matrix(71, Rows, Columns), "F32", Rows, Columns),
            TestTensors.Subject("c", Weights.Transpose(Second, Columns), "F32", Columns, Rows),
        ];
        var one = Checker.Check(shipped, threads: 1);
        var four = Checker.Check(shipped, threads: 4);
        Assert.Equal(one.Hits.Select(Line), four.Hits.Select(Line));
        Assert.Equal((one.Windows, one.BytesRead), (four.Windows, four.BytesRead));

        static string Line(SketchHit hit) => $"{hit.Subject.Tensor.Name} {hit.Tier} {hit.Withheld[0]} {hit.Detail}";
    }

    [Fact]
    public void A_type_that_cannot_be_decoded_is_said_to_be_unread()
    {
        var result = Checker.Check([TestTensors.Subject("x", RandomBytes(81, 128 * 1024), "F4", 256, 1024)]);
        Assert.Contains("F4", Assert.Single(result.Unread).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_end_too_early_are_said_to_be_unread()
    {
        var subject = TestTensors.Subject("x", Matrix, "F32", Rows, Columns);
        var cut = subject with { Source = new ReleaseGuard.Artifacts.MemoryArtifactSource("cut", new byte[100_000]) };
        Assert.Contains("ended", Assert.Single(Checker.Check([cut]).Unread).Reason, StringComparison.Ordinal);
    }

    private static byte[] RandomBytes(ulong seed, long count) => [.. Enumerable.Range(0, (int)count).Select(i => (byte)(GoldenTensor.Random(seed, i) >> 56))];

    private static SketchChecker Publish(params SketchSubject[] withheld)
    {
        var publication = SketchPublisher.Publish(new SketchPublishRequest(withheld, [], SketchSalt.Parse("00112233445566778899aabbccddeeff")!, false, false));
        Assert.Empty(publication.Problems);
        return new SketchChecker([publication.File!]);
    }

    private static IReadOnlyList<SketchHit> Check(params SketchSubject[] shipped) => Checker.Check(shipped).Hits;

    private static void AssertFound(IReadOnlyList<SketchHit> hits)
    {
        var hit = Assert.Single(hits);
        Assert.Equal((SketchTier.Ordinal, SketchEvidence.Withheld, "heads.cyber.q_proj.weight"), (hit.Tier, hit.Evidence, Assert.Single(hit.Withheld)));
        Assert.True(hit.Odds!.Log10Probability < -9);
    }
}
