using System;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>The odds that are printed with every hit.</summary>
public sealed class OddsTests
{
    [Theory]
    [InlineData(0.5, 1, 0.393469340287)]
    [InlineData(0.5, 3, 0.014387677966)]
    [InlineData(3.0, 2, 0.800851726528)]
    [InlineData(20.0, 8, 0.999221443)]
    [InlineData(20.0, 40, 5.4e-5)]
    public void The_tail_is_that_of_the_Poisson_distribution(double lambda, int atLeast, double probability) =>
        Assert.Equal(probability, Math.Pow(10, SketchOdds.Log10Tail(lambda, atLeast)), probability / 20);

    [Fact]
    public void The_tail_holds_far_below_the_smallest_double()
    {
        // Its leading term is lambda^h / h!: 256 times -8, less log10 of 256 factorial, which is 506.93.
        Assert.Equal((256 * -8) - 506.93, SketchOdds.Log10Tail(1e-8, 256), 2);
    }

    [Fact]
    public void No_hit_needs_no_luck() => Assert.Equal(0, SketchOdds.Log10Tail(1e-8, 0));

    [Fact]
    public void A_sign_bit_is_spent_on_the_relative_sign() =>
        Assert.Equal(2.0 * 1_000_000 * 512 / Math.Pow(64, 8), new SketchOdds(WindowKind.Wide, 1_000_000, 512, 1).Lambda, 12);

    [Theory]
    [InlineData(0, SketchEvidence.None)]
    [InlineData(1, SketchEvidence.None)]
    [InlineData(2, SketchEvidence.Suspect)]
    [InlineData(7, SketchEvidence.Suspect)]
    [InlineData(8, SketchEvidence.Withheld)]
    [InlineData(256, SketchEvidence.Withheld)]
    public void Two_hits_are_worth_a_look_and_eight_are_no_chance(int hits, SketchEvidence evidence) =>
        Assert.Equal(evidence, new SketchOdds(WindowKind.Wide, 100_000, 512, hits).Evidence);

    [Fact]
    public void Hits_that_chance_gives_are_nothing_however_many() =>
        Assert.Equal(SketchEvidence.None, new SketchOdds(WindowKind.Narrow, 40_000_000_000, 512, 40).Evidence);

    [Fact]
    public void Two_hits_among_a_million_comparisons_need_better_odds()
    {
        var odds = new SketchOdds(WindowKind.Narrow, 6_000_000, 512, 2);
        Assert.Equal(SketchEvidence.Suspect, odds.Evidence);
        Assert.Equal(SketchEvidence.None, odds.EvidenceAmong(6));
    }
}
