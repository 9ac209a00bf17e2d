using System;
using System.Runtime.InteropServices;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Content;

/// <summary>
/// Digests and histograms of one tensor at a time, fed piece by piece. What is not asked for is not computed.
/// Not for use by two threads at once.
/// </summary>
internal sealed class ContentReading : IDisposable
{
    // A step small enough that three casts of it stay in the first-level cache.
    private const int Step = 4096;

    private readonly Sha256Stream _stored = new(), _bfloatDigest = new(), _halfDigest = new(), _halfOfBFloatDigest = new();
    private readonly float[] _singles = new float[Step];
    private readonly ushort[] _bfloats = new ushort[Step], _halves = new ushort[Step], _halvesOfBFloats = new ushort[Step];
    private TensorEncoding? _encoding;
    private bool _wantsDigests, _wantsHistograms;

    /// <summary>How often each canonical bfloat16 code occurred.</summary>
    public CodeHistogram BFloats { get; } = new();

    /// <summary>How often each canonical binary16 code occurred.</summary>
    public CodeHistogram Halves { get; } = new();

    /// <summary>Starts on a tensor.</summary>
    /// <param name="elements">Its element count.</param>
    /// <param name="encoding">Its encoding; null when only its bytes can be read.</param>
    /// <param name="digests">Whether <see cref="Digests"/> will be asked for.</param>
    /// <param name="histograms">Whether the histograms will be asked for; they stay empty for types that have no casts.</param>
    public void Begin(long elements, TensorEncoding? encoding, bool digests, bool histograms)
    {
        var hasCasts = encoding is { HasCasts: true };
        (_encoding, _wantsDigests, _wantsHistograms) = (encoding, digests, histograms && hasCasts);
        if (digests)
        {
            _stored.Begin(elements);
            _bfloatDigest.Begin(elements);
            _halfDigest.Begin(elements);
            _halfOfBFloatDigest.Begin(elements);
        }

        if (_wantsHistograms)
        {
            BFloats.Clear();
            Halves.Clear();
        }
    }

    /// <summary>Reads the next whole blocks.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_wantsDigests)
        {
            _stored.Append(bytes);
        }

        if (_encoding is not { HasCasts: true } encoding || !(_wantsDigests || _wantsHistograms))
        {
            return;
        }

        for (var stepBytes = Step * encoding.BlockBytes; !bytes.IsEmpty;)
        {
            var part = bytes.Slice(0, Math.Min(stepBytes, bytes.Length));
            bytes = bytes.Slice(part.Length);
            Cast(part, part.Length / encoding.BlockBytes, encoding);
        }
    }

    /// <summary>Ends the tensor's digests.</summary>
    public TensorDigests Digests()
    {
        string stored = Hex.Lower(_stored.End()), bfloat = Hex.Lower(_bfloatDigest.End()), half = Hex.Lower(_halfDigest.End()), halfOfBFloat = Hex.Lower(_halfOfBFloatDigest.End());
        return _encoding is { HasCasts: true } ? new TensorDigests(stored, bfloat, half, halfOfBFloat) : new TensorDigests(stored, null, null, null);
    }

    public void Dispose()
    {
        _stored.Dispose();
        _bfloatDigest.Dispose();
        _halfDigest.Dispose();
        _halfOfBFloatDigest.Dispose();
    }

    private void Cast(ReadOnlySpan<byte> part, int count, TensorEncoding encoding)
    {
        Span<ushort> bfloats = _bfloats.AsSpan(0, count), halves = _halves.AsSpan(0, count), halvesOfBFloats = _halvesOfBFloats.AsSpan(0, count);
        var singles = _singles.AsSpan(0, count);
        if (encoding == PlainEncoding.Float64)
        {
            var doubles = MemoryMarshal.Cast<byte, double>(part);
            var odd = MemoryMarshal.Cast<float, uint>(singles);
            for (var i = 0; i < count; i++)
            {
                odd[i] = FloatBits.ToOddSingle(doubles[i]);
            }
        }
        else
        {
            encoding.ToFloats(part, singles);
        }

        CanonicalCasts.Cast(MemoryMarshal.Cast<float, uint>(singles), bfloats, halves, halvesOfBFloats);
        if (_wantsDigests)
        {
            _bfloatDigest.Append(MemoryMarshal.AsBytes(bfloats));
            _halfDigest.Append(MemoryMarshal.AsBytes(halves));
            _halfOfBFloatDigest.Append(MemoryMarshal.AsBytes(halvesOfBFloats));
        }

        if (_wantsHistograms)
        {
            BFloats.Add(bfloats);
            Halves.Add(halves);
        }
    }
}
