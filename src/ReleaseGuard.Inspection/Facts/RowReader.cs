using System;
using System.Collections.Generic;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Looks whether rows of a tensor were cleared: every byte of them zero. Reads only those rows, and stops at the first that is not.</summary>
internal static class RowReader
{
    private const int BlockBytes = 1 << 20;

    /// <summary>What the slice holds; null with a problem when it cannot be told.</summary>
    public static RowSliceFact? Read(TensorContent content, TensorFact tensor, RowSlice slice, CancellationToken ct, List<ArtifactProblem> problems)
    {
        var rows = tensor.Shape.Count == 0 ? 0 : tensor.Shape[0];
        if (rows <= slice.First || tensor.ByteLength == 0)
        {
            return new RowSliceFact(tensor.Name, slice, null);
        }

        if (tensor.ByteLength % rows != 0 || content.Run(tensor) is not { } source)
        {
            problems.Add(new ArtifactProblem("rows", ArtifactProblemKind.Unread, $"rows {slice.First} to {slice.Last} of tensor '{tensor.Name}' do not lie as one run where they can be read and were not looked at", Tensor: tensor.Name));
            return null;
        }

        var rowBytes = tensor.ByteLength / rows;
        var offset = slice.First * rowBytes;
        var end = Math.Min(rows, slice.Last + 1) * rowBytes;
        var block = new byte[(int)Math.Min(BlockBytes, end - offset)];
        while (offset < end)
        {
            ct.ThrowIfCancellationRequested();
            var part = block.AsSpan(0, (int)Math.Min(block.Length, end - offset));
            if (!source.TryReadAll(offset, part))
            {
                problems.Add(new ArtifactProblem("rows", ArtifactProblemKind.Unread, $"the file ended inside tensor '{tensor.Name}'", Tensor: tensor.Name));
                return null;
            }

            for (var index = 0; index < part.Length; index++)
            {
                if (part[index] != 0)
                {
                    return new RowSliceFact(tensor.Name, slice, (offset + index) / rowBytes);
                }
            }

            offset += part.Length;
        }

        return new RowSliceFact(tensor.Name, slice, null);
    }
}
