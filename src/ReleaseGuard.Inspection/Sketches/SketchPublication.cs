using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>A sketch file and what its owner must know of it, or why there is none.</summary>
/// <param name="File">The file; null when there is a problem.</param>
/// <param name="Tensors">What became of each withheld tensor, in the order asked for.</param>
/// <param name="Problems">Why no file was made.</param>
public sealed record SketchPublication(SketchFile? File, IReadOnlyList<PublishedTensor> Tensors, IReadOnlyList<string> Problems)
{
    /// <summary>
    /// log10 of a bound on the probability that an unrelated model gives any error by the ordinal sketch: the sum over the published
    /// tensors and kinds of P[X ≥ 8], all elements of the model taken as one text.
    /// </summary>
    /// <param name="parameters">Elements of the model.</param>
    public double FalsePositiveBound(double parameters)
    {
        double sum = 0;
        foreach (var tensor in File?.Tensors ?? [])
        {
            foreach (var kind in WindowKind.All.Where(kind => tensor.CodeCount(kind) != 0))
            {
                // One error threshold applies to all: at least eight hits, and less likely than 1e-9 at this mean.
                var lambda = 2 * (parameters / kind.BlockLength) * tensor.CodeCount(kind) / kind.CodeSpace;
                var hits = SketchOdds.HitsForError;
                while (SketchOdds.Log10Tail(lambda, hits) >= SketchOdds.ErrorBelow)
                {
                    hits++;
                }

                sum += Math.Pow(10, SketchOdds.Log10Tail(lambda, hits));
            }
        }

        return sum == 0 ? double.NegativeInfinity : Math.Min(0, Math.Log10(sum));
    }
}
