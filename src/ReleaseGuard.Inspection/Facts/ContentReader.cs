using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>One pass over a file feeds the digest of the file and of every tensor in it; memory is one block and the digests that are open at once.</summary>
internal static class ContentReader
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Tensors that overlap without being the same bytes are an attack on this pass; more than this many at once are not followed.</summary>
    private const int MaxOpen = 64;

    /// <summary>Digests a source and, where given, its tensors.</summary>
    /// <exception cref="IOException">The source could not be read, or ended early.</exception>
    public static ContentFacts Read(IArtifactSource source, IReadOnlyList<TensorFact> tensors, CancellationToken ct)
    {
        var pass = new Pass(tensors, source.Length);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[(int)Math.Min(BlockBytes, Math.Max(1, source.Length))];
        for (long offset = 0; offset < source.Length;)
        {
            ct.ThrowIfCancellationRequested();
            var count = source.ReadAt(offset, block);
            if (count == 0)
            {
                throw new IOException("the file became shorter while it was read");
            }

            whole.AppendData(block, 0, count);
            pass.Append(offset, block, count);
            offset += count;
        }

        return new ContentFacts(Hex.Lower(whole.GetHashAndReset()), pass.Complete(), pass.Undigested);
    }

    private sealed class Pass
    {
        private readonly List<(TensorFact Tensor, int Index)> _waiting;
        private readonly List<(TensorFact Tensor, int Index, IncrementalHash Digest)> _open = [];
        private readonly Dictionary<(long Offset, long Length, long Parameters), string> _done = [];
        private readonly List<(TensorFact Tensor, int Index)> _tied = [];
        private readonly List<TensorDigestFact> _digests = [];
        private readonly List<string> _undigested = [];
        private int _next;

        public Pass(IReadOnlyList<TensorFact> tensors, long length)
        {
            _waiting = new(tensors.Count);
            for (var index = 0; index < tensors.Count; index++)
            {
                var tensor = tensors[index];
                if (tensor is { ExternalFile: null, Storage: null } && tensor.ByteOffset >= 0 && tensor.ByteLength >= 0 && tensor.ByteOffset <= length - tensor.ByteLength)
                {
                    _waiting.Add((tensor, index));
                }
                else if (tensor.Storage?.Kind != TensorStorageKind.Absent)
                {
                    _undigested.Add(tensor.Name);
                }
            }

            _waiting.Sort(static (a, b) => a.Tensor.ByteOffset != b.Tensor.ByteOffset
                ? a.Tensor.ByteOffset.CompareTo(b.Tensor.ByteOffset)
                : a.Index.CompareTo(b.Index));
        }

        public IReadOnlyList<string> Undigested => _undigested;

        public void Append(long offset, byte[] block, int count)
        {
            while (_next < _waiting.Count && _waiting[_next].Tensor.ByteOffset < offset + count)
            {
                Open(_waiting[_next++]);
            }

            for (var index = _open.Count - 1; index >= 0; index--)
            {
                var (tensor, number, digest) = _open[index];
                var from = Math.Max(tensor.ByteOffset, offset);
                var to = Math.Min(tensor.ByteOffset + tensor.ByteLength, offset + count);
                if (to > from)
                {
                    digest.AppendData(block, (int)(from - offset), (int)(to - from));
                }

                if (tensor.ByteOffset + tensor.ByteLength <= offset + count)
                {
                    Close(tensor, number, digest);
                    _open.RemoveAt(index);
                }
            }
        }

        public IReadOnlyList<TensorDigestFact> Complete()
        {
            // What begins at the very end of the file has no byte of its own to be met at.
            for (; _next < _waiting.Count; _next++)
            {
                Open(_waiting[_next]);
            }

            foreach (var (tensor, index, digest) in _open)
            {
                Close(tensor, index, digest);
            }

            foreach (var (tensor, index) in _tied)
            {
                _digests.Add(new TensorDigestFact(index, _done[KeyOf(tensor)]));
            }

            return _digests.OrderBy(static digest => digest.Tensor).ToList();
        }

        private static (long, long, long) KeyOf(TensorFact tensor) => (tensor.ByteOffset, tensor.ByteLength, tensor.Parameters);

        private void Open((TensorFact Tensor, int Index) waiting)
        {
            if (_done.ContainsKey(KeyOf(waiting.Tensor)) || _open.Any(open => KeyOf(open.Tensor) == KeyOf(waiting.Tensor)))
            {
                _tied.Add(waiting);
            }
            else if (_open.Count == MaxOpen)
            {
                _undigested.Add(waiting.Tensor.Name);
            }
            else
            {
                var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                var elements = new byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(elements, waiting.Tensor.Parameters);
                digest.AppendData(elements);
                _open.Add((waiting.Tensor, waiting.Index, digest));
            }
        }

        private void Close(TensorFact tensor, int index, IncrementalHash digest)
        {
            var sha256 = Hex.Lower(digest.GetHashAndReset());
            digest.Dispose();
            _done[KeyOf(tensor)] = sha256;
            _digests.Add(new TensorDigestFact(index, sha256));
        }
    }
}
