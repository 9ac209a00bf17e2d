using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>One tensor whose content is to be compared, and where its bytes are.</summary>
/// <param name="File">Path of the artifact, for reports.</param>
/// <param name="Source">The bytes that <see cref="TensorFact.ByteOffset"/> counts in; read from several threads where it can be.</param>
/// <param name="Tensor">The tensor as its reader found it.</param>
public sealed record SketchSubject(string File, IArtifactSource Source, TensorFact Tensor)
{
    /// <summary>Length of a row: the last dimension. 1 for a scalar.</summary>
    public long Columns => Tensor.Shape.Count == 0 ? 1 : Tensor.Shape[Tensor.Shape.Count - 1];

    /// <summary>Number of rows: every other dimension, flattened.</summary>
    public long Rows => Columns == 0 ? 0 : Tensor.Parameters / Columns;

    /// <summary>
    /// The same tensor cut to some entries of its first dimension, as a policy's <c>rows</c> means it.
    /// </summary>
    /// <param name="first">First entry.</param>
    /// <param name="last">Last entry, included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The entries are not all there, or do not begin at a byte of their own.</exception>
    public SketchSubject Slice(long first, long last)
    {
        if (Tensor.Shape.Count == 0 || first < 0 || last < first || last >= Tensor.Shape[0])
        {
            throw new ArgumentOutOfRangeException(nameof(last), $"'{Tensor.Name}' has no entries {first}..{last}.");
        }

        var perEntry = Tensor.Parameters / Tensor.Shape[0];
        var bytesPerEntry = Tensor.Type.ByteLength(perEntry)
            ?? throw new ArgumentOutOfRangeException(nameof(first), $"entries of '{Tensor.Name}' do not begin at a byte of their own.");
        var shape = new List<long>(Tensor.Shape) { [0] = last - first + 1 };
        return this with
        {
            Tensor = Tensor with
            {
                Shape = shape,
                Parameters = perEntry * shape[0],
                ByteOffset = Tensor.ByteOffset + (bytesPerEntry * first),
                ByteLength = bytesPerEntry * shape[0],
            },
        };
    }
}
