using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>What an owner may publish: nothing that finds the open edition or other people's models.</summary>
public sealed class PublisherTests
{
    private static readonly SketchSalt Salt = SketchSalt.Parse("000102030405060708090a0b0c0d0e0f")!;

    private static readonly float[] Learned = GoldenTensor.Matrix(101, 256, 512);

    [Fact]
    public void A_learned_matrix_gets_every_tier_and_a_forecast()
    {
        var publication = Publish([Subject("head", Learned)], [Subject("trunk", GoldenTensor.Matrix(102, 256, 512))]);
        Assert.Empty(publication.Problems);
        var tensor = Assert.Single(publication.Tensors);
        Assert.Empty(tensor.Refusals);
        var expected = tensor.Expected.ToDictionary(e => e.Transform, e => e.Hits);
        Assert.Equal(256, expected["Q8_0"] + 256 - tensor.Expected.First(e => e.Transform == "Q8_0").Codes);
        Assert.InRange(expected["Q4_0"], 64, 256);
        Assert.InRange(expected["fine-tune 10 %"], 32, 256);
        Assert.True(publication.FalsePositiveBound(400e9) < -9);
    }

    [Fact]
    public void A_tensor_that_the_open_edition_has_is_a_problem()
    {
        var publication = Publish([Subject("head", Learned)], [Subject("renamed", Learned)]);
        Assert.Null(publication.File);
        Assert.Contains("is in the open edition", Assert.Single(publication.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_the_open_edition_has_transposed_is_a_problem() =>
        Assert.Contains("another order", Assert.Single(Publish([Subject("head", Learned)], [TestTensors.Subject("t", Weights.Transpose(Learned, 512), "BF16", 512, 256)]).Problems), StringComparison.Ordinal);

    [Fact]
    public void A_fine_tune_of_an_open_tensor_gets_the_exact_tier_and_is_told_so()
    {
        var open = Subject("trunk", Weights.Tune(Learned, 0.05));
        var publication = Publish([Subject("head", Learned)], [open]);
        Assert.Empty(publication.Problems);
        Assert.Contains("cannot be told apart", publication.Tensors[0].Refusals.Single(r => r.Tier == SketchTier.Ordinal).Reason, StringComparison.Ordinal);
        Assert.NotNull(publication.File!.Tensors[0].Exact);
        Assert.Empty(publication.File.Tensors[0].Codes);
        Assert.Empty(new SketchChecker([publication.File]).Check([open]).Hits);
    }

    [Fact]
    public void Codes_that_the_open_edition_has_too_are_left_out()
    {
        // A few rows are shared: too few to be the tensor, enough to be found.
        var open = GoldenTensor.Matrix(103, 256, 512);
        var withheld = (float[])Learned.Clone();
        Array.Copy(open, 0, withheld, 0, 2 * 512);
        var publication = Publish([Subject("head", withheld)], [Subject("trunk", open)]);
        Assert.Empty(publication.Problems);
        Assert.InRange(publication.Tensors[0].CodesDropped, 1, 40);
        Assert.Empty(new SketchChecker([publication.File!]).Check([Subject("trunk", open)]).Hits);
    }

    [Theory]
    [InlineData("constant", "constant")]
    [InlineData("mask", "regular pattern")]
    public void A_tensor_that_says_nothing_is_not_looked_for(string what, string reason)
    {
        var values = new float[256 * 512];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = what == "constant" || (i % 512) > (i / 512) ? 1 : 0;
        }

        var publication = Publish([Subject("head", Learned), TestTensors.Subject("structured", [.. values.Select(static value => (byte)value)], "U8", 256, 512)], []);
        Assert.Empty(publication.Problems);
        var tensor = publication.Tensors[1];
        Assert.False(tensor.IsPublished);
        Assert.Contains(reason, tensor.Refusals.First(r => r.Tier == SketchTier.Exact).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rotary")]
    [InlineData("stft")]
    public void A_table_of_sines_gets_no_sketch(string what)
    {
        var values = new float[512 * 512];
        for (var i = 0; i < values.Length; i++)
        {
            int row = i / 512, column = i % 512;
            values[i] = what == "rotary"
                ? (float)Math.Cos(row * Math.Pow(10000, -column / 512.0))
                : (float)(Math.Cos(2 * Math.PI * row * column / 1024) * (0.5 - (0.5 * Math.Cos(2 * Math.PI * column / 512))));
        }

        var publication = Publish([Subject("head", Learned), TestTensors.Subject("table", values, "F32", 512, 512)], []);
        Assert.Contains("follows a formula", publication.Tensors[1].Refusals.Single(r => r.Tier == SketchTier.Ordinal).Reason, StringComparison.Ordinal);
        Assert.NotNull(publication.File!.Tensors.Single(t => t.Id == "table").Exact);
    }

    [Fact]
    public void Only_small_tensors_are_found_exactly_only()
    {
        var publication = Publish([TestTensors.Subject("bias", GoldenTensor.Matrix(104, 1, 40), "F32", 40)], []);
        Assert.Empty(publication.Problems);
        Assert.Equal([SketchTier.OrderFree, SketchTier.Ordinal], publication.Tensors[0].Refusals.Select(r => r.Tier));
        var hit = Assert.Single(new SketchChecker([publication.File!]).Check([TestTensors.Subject("b", GoldenTensor.Matrix(104, 1, 40), "BF16", 8, 5)]).Hits);
        Assert.Equal(SketchTier.Exact, hit.Tier);
    }

    [Fact]
    public void A_cast_that_makes_every_element_zero_is_not_published()
    {
        var tiny = GoldenTensor.Matrix(105, 1, 64).Select(static value => value * 1e-20f).ToArray();
        var publication = Publish([TestTensors.Subject("tiny", tiny, "F32", 64)], []);
        Assert.Null(publication.File!.Tensors[0].Exact!.Half);
        Assert.NotNull(publication.File.Tensors[0].Exact!.BFloat16);
        Assert.Empty(new SketchChecker([publication.File]).Check([TestTensors.Subject("zeros", new float[64], "F32", 64)]).Hits);
    }

    [Fact]
    public void Rows_of_a_tensor_can_be_withheld_alone()
    {
        var full = Subject("lm_head.weight", Learned);
        var publication = Publish([full.Slice(200, 255)], [TestTensors.Subject("lm_head.weight", Weights.Rows(Learned, 512, 0, 200), "BF16", 200, 512)]);
        Assert.Empty(publication.Problems);
        Assert.Contains(new SketchChecker([publication.File!]).Check([full]).Hits, hit => hit.Tier == SketchTier.Ordinal && hit.Evidence == SketchEvidence.Withheld);
    }

    [Fact]
    public void Names_can_be_hidden()
    {
        var publication = SketchPublisher.Publish(new SketchPublishRequest([Subject("heads.cyber.weight", Learned)], [], Salt, false, HideNames: true));
        Assert.DoesNotContain("cyber", publication.File!.ToText(), StringComparison.Ordinal);
        Assert.Equal(publication.Tensors[0].Id, publication.File.Tensors[0].Id);
    }

    [Fact]
    public void Nothing_withheld_is_a_problem() => Assert.Contains("no tensor", Assert.Single(Publish([], [Subject("a", Learned)]).Problems), StringComparison.Ordinal);

    [Fact]
    public void Nothing_publishable_is_a_problem() =>
        Assert.Contains("by any tier", Assert.Single(Publish([TestTensors.Subject("zeros", new float[64], "F32", 64)], []).Problems), StringComparison.Ordinal);

    [Fact]
    public void Experts_stored_as_one_are_the_sum_of_their_parts()
    {
        var experts = Enumerable.Range(0, 4).SelectMany(e => new[] { "gate", "up" }.Select((p, i) => TestTensors.Subject($"layers.0.experts.{e}.{p}_proj.weight", GoldenTensor.Matrix((ulong)(110 + (2 * e) + i), 32, 256), "BF16", 32, 256))).ToList();
        var publication = Publish(experts, []);
        Assert.Empty(publication.Problems);
        var checker = new SketchChecker([publication.File!]);
        float[] all = [.. Enumerable.Range(0, 8).SelectMany(i => GoldenTensor.Matrix((ulong)(110 + i), 32, 256))];
        Assert.Contains(checker.Check([TestTensors.Subject("experts.gate_up_proj", all, "BF16", 4, 64, 256)]).Hits, hit => hit.Tier == SketchTier.OrderFree && hit.Withheld.Count == 8);
        float[] gates = [.. Enumerable.Range(0, 4).SelectMany(i => GoldenTensor.Matrix((ulong)(110 + (2 * i)), 32, 256))];
        Assert.Contains(checker.Check([TestTensors.Subject("experts.gate_proj", gates, "BF16", 4, 32, 256)]).Hits, hit => hit.Tier == SketchTier.OrderFree && hit.Withheld.Count == 4);
    }

    private static SketchSubject Subject(string name, float[] values) => TestTensors.Subject(name, values, "BF16", values.Length / 512, 512);

    private static SketchPublication Publish(IReadOnlyList<SketchSubject> withheld, IReadOnlyList<SketchSubject> open) =>
        SketchPublisher.Publish(new SketchPublishRequest(withheld, open, Salt, IsSaltSecret: false, HideNames: false));
}
