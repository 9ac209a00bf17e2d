using System;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>How likely it is that as many published codes turned up by chance: hits are Poisson with λ = 2·N·K / (2B)⁸.</summary>
/// <param name="Kind">The window kind.</param>
/// <param name="Windows">N: windows read.</param>
/// <param name="Codes">K: codes published for the withheld tensor, of this kind, in both orientations.</param>
/// <param name="Hits">Different codes of them that were found.</param>
public sealed record SketchOdds(WindowKind Kind, long Windows, int Codes, int Hits)
{
    /// <summary>Hits from which chance is no longer considered, if the odds agree.</summary>
    public const int HitsForError = 8;

    /// <summary>Hits from which a tensor is worth a look.</summary>
    public const int HitsForWarning = 2;

    /// <summary>log10 of the probability below which enough hits are an error.</summary>
    public const double ErrorBelow = -9;

    /// <summary>log10 of the probability below which a few hits are a warning.</summary>
    public const double WarningBelow = -3;

    /// <summary>Hits expected by chance.</summary>
    public double Lambda => 2.0 * Windows * Codes / Kind.CodeSpace;

    /// <summary>log10 of the probability of at least this many hits by chance.</summary>
    public double Log10Probability => Log10Tail(Lambda, Hits);

    /// <summary>What the hits of one comparison amount to.</summary>
    public SketchEvidence Evidence => EvidenceAmong(0);

    /// <summary>
    /// What the hits amount to when they are the most striking of many comparisons: the probability is multiplied by their number
    /// (Bonferroni), so that a checkpoint of a thousand tensors gives no more false warnings than one tensor.
    /// </summary>
    /// <param name="log10Comparisons">log10 of the number of pairs of tensors compared.</param>
    public SketchEvidence EvidenceAmong(double log10Comparisons) =>
        Hits >= HitsForError && Log10Probability + log10Comparisons < ErrorBelow ? SketchEvidence.Withheld
        : Hits >= HitsForWarning && Log10Probability + log10Comparisons < WarningBelow ? SketchEvidence.Suspect
        : SketchEvidence.None;

    /// <summary>log10 P[X ≥ <paramref name="atLeast"/>] for X Poisson with mean <paramref name="lambda"/>, summed in log space so that it holds far below the smallest double.</summary>
    public static double Log10Tail(double lambda, int atLeast)
    {
        if (atLeast <= 0)
        {
            return 0;
        }

        if (lambda <= 0)
        {
            return double.NegativeInfinity;
        }

        if (atLeast <= lambda)
        {
            // Near or below the mean the other tail is the shorter sum; both are far from underflow here or the tail is one.
            double below = 0, lower = -lambda;
            for (var k = 0; k < atLeast; k++)
            {
                below += Math.Exp(lower);
                lower += Math.Log(lambda / (k + 1));
            }

            return Math.Log10(Math.Max(double.Epsilon, 1 - below));
        }

        // e^-λ λ^h / h! · (1 + λ/(h+1) + λ²/((h+1)(h+2)) + …), whose terms shrink from the first one.
        double term = 1, sum = 1;
        for (var k = atLeast + 1; term > sum * 1e-17; k++)
        {
            term *= lambda / k;
            sum += term;
        }

        return ((atLeast * Math.Log(lambda)) - lambda - LogFactorial(atLeast) + Math.Log(sum)) / Math.Log(10);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Hits} of {Codes} codes ({Kind.Name}), {Lambda:0.0e+0} expected by chance, log10 P = {Log10Probability:0.0}");

    private static double LogFactorial(int n)
    {
        double sum = 0;
        for (var k = 2; k <= n; k++)
        {
            sum += Math.Log(k);
        }

        return sum;
    }
}
