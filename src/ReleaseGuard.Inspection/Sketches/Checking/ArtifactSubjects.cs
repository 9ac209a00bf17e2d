using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Sketches.Packed;

namespace ReleaseGuard.Inspection.Sketches.Checking;

/// <summary>
/// The tensors of one artifact as subjects of a comparison: where their bytes lie is resolved, and what cannot be is said.
/// Owns the other files it opened.
/// </summary>
internal sealed class ArtifactSubjects : IDisposable
{
    // A few numbers written one by one are settings, not weights.
    private const long WorthSaying = 16;

    private readonly string _file;
    private readonly IArtifactSource _source;
    private readonly TensorContent _content;
    private readonly List<SketchSubject> _subjects = [];
    private readonly List<SketchUnread> _unread = [];

    /// <param name="file">The artifact's name, for reports.</param>
    /// <param name="source">Its bytes.</param>
    /// <param name="tensors">Its tensors.</param>
    /// <param name="folder">The folder on disk that its external data lies in; null inside an archive.</param>
    /// <param name="unpacks">Whether packed matrices are given a second time, as the numbers they stand for.</param>
    public ArtifactSubjects(string file, IArtifactSource source, IReadOnlyList<TensorFact> tensors, string? folder, bool unpacks = false)
    {
        (_file, _source, _content) = (file, source, new TensorContent(source, folder));
        HashSet<(string?, long, long, string)> seen = [];
        foreach (var tensor in tensors.Where(static tensor => tensor.Parameters > 0))
        {
            // Tied weights and repeated views are one content.
            if (seen.Add((tensor.ExternalFile ?? tensor.Storage?.Files.FirstOrDefault(), tensor.ByteOffset, tensor.ByteLength, $"{tensor.Type.Name} {string.Join(",", tensor.Shape)} {tensor.Storage?.Kind}")))
            {
                Add(tensor);
            }
        }

        foreach (var (matrix, unread) in unpacks ? new PackedWeights([.. _subjects]).Decode() : [])
        {
            if (matrix is not null)
            {
                _subjects.Add(matrix);
            }
            else
            {
                _unread.Add(unread!);
            }
        }
    }

    public IReadOnlyList<SketchSubject> Subjects => _subjects;

    public IReadOnlyList<SketchUnread> Unread => _unread;

    public void Dispose() => _content.Dispose();

    private void Add(TensorFact tensor)
    {
        if (tensor.Storage?.Kind is TensorStorageKind.Absent)
        {
            return;
        }

        var source = _content.Holder(tensor);
        if (source is null)
        {
            Refuse(tensor, $"its bytes lie in '{tensor.ExternalFile ?? tensor.Storage?.Files.FirstOrDefault()}', which cannot be read from here");
            return;
        }

        switch (tensor.Storage?.Kind)
        {
            case null:
                Add(source, tensor);
                break;
            case TensorStorageKind.Pieces when tensor.Storage.Files.Count + tensor.Storage.Pieces.Count > 0:
                Add(source, tensor with { Storage = null });
                break;
            case TensorStorageKind.BigEndian when tensor.Type.BlockElements == 1 && tensor.Type.BlockBits is 16 or 32 or 64:
                Add(new BigEndianSource(source, tensor.ByteOffset, tensor.Type.BlockBits / 8), tensor);
                break;
            case TensorStorageKind.Strided when InStorageOrder(tensor) is { } dense:
                Add(source, dense);
                break;
            default:
                Refuse(tensor, $"its elements are stored {Words(tensor.Storage!.Kind)}");
                break;
        }
    }

    private void Add(IArtifactSource source, TensorFact tensor)
    {
        if (tensor.Type.ByteLength(tensor.Parameters) != tensor.ByteLength)
        {
            Refuse(tensor, $"it has {tensor.ByteLength} bytes, not the {tensor.Type.ByteLength(tensor.Parameters)} of {tensor.Parameters} elements of type {tensor.Type.Name}");
            return;
        }

        _subjects.Add(new SketchSubject(_file, source, tensor));
    }

    private void Refuse(TensorFact tensor, string reason)
    {
        if (tensor.Parameters >= WorthSaying && tensor.Type.Kind is TensorElementKind.Float or TensorElementKind.Quantized or TensorElementKind.Unknown or TensorElementKind.Integer)
        {
            _unread.Add(new SketchUnread(new SketchSubject(_file, _source, tensor), reason));
        }
    }

    /// <summary>
    /// A transposed view of a dense storage, with its dimensions in the order in which they lie: all tiers see through a transpose. Null for
    /// a view with gaps.
    /// </summary>
    private static TensorFact? InStorageOrder(TensorFact tensor)
    {
        var strides = tensor.Storage!.Strides;
        if (strides.Count != tensor.Shape.Count)
        {
            return null;
        }

        var order = Enumerable.Range(0, strides.Count).Where(d => tensor.Shape[d] != 1).OrderByDescending(d => strides[d]).ToList();
        long expected = 1;
        for (var i = order.Count - 1; i >= 0; i--)
        {
            if (strides[order[i]] != expected)
            {
                return null;
            }

            expected *= tensor.Shape[order[i]];
        }

        return tensor with { Shape = [.. order.Select(d => tensor.Shape[d])], Storage = null };
    }

    private static string Words(TensorStorageKind kind) => kind switch
    {
        TensorStorageKind.Compressed => "compressed",
        TensorStorageKind.Pieces => "in pieces",
        TensorStorageKind.Chunked => "in chunks",
        TensorStorageKind.Scalars => "one by one among other fields",
        TensorStorageKind.Strided => "with gaps between them",
        _ => "most significant byte first in blocks",
    };
}
