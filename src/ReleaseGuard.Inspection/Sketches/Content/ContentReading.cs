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
    private readonly CodeHistogram _first = new(), _second = new();
    private TensorEncoding? _encoding;
    private bool _wantsDigests, _wantsHistograms;

    // Whether the cast to the type that the elements have already changed nothing so far: no negative zero, no other NaN.
    private bool _isCanonical;

    /// <summary>How often each canonical bfloat16 code occurred.</summary>
    public CodeHistogram BFloats =>
        _encoding == PlainEncoding.BFloat16 ? _first.Of(static code => CanonicalCasts.BFloat16((uint)code << 16))
        : _encoding == PlainEncoding.Float16 ? _first.Of(static code => CanonicalCasts.BFloat16(FloatBits.Bits(FloatBits.FromHalf(code))))
        : _first;

    /// <summary>How often each canonical binary16 code occurred.</summary>
    public CodeHistogram Halves =>
        _encoding == PlainEncoding.BFloat16 ? _first.OfHalves()
        : _encoding == PlainEncoding.Float16 ? _first.Of(static code => CanonicalCasts.Half(FloatBits.Bits(FloatBits.FromHalf(code))))
        : _second;

    /// <summary>Starts on a tensor.</summary>
    /// <param name="elements">Its element count.</param>
    /// <param name="encoding">Its encoding; null when only its bytes can be read.</param>
    /// <param name="digests">Whether <see cref="Digests"/> will be asked for.</param>
    /// <param name="histograms">Whether the histograms will be asked for; they stay empty for types that have no casts.</param>
    public void Begin(long elements, TensorEncoding? encoding, bool digests, bool histograms)
    {
        var hasCasts = encoding is { HasCasts: true };
        (_encoding, _wantsDigests, _wantsHistograms) = (encoding, digests, histograms && hasCasts);
        _isCanonical = Sha256Stream.CanBranch && IsHalfWide;
        if (digests)
        {
            _stored.Begin(elements);
            _bfloatDigest.Begin(elements);
            _halfDigest.Begin(elements);
            _halfOfBFloatDigest.Begin(elements);
        }

        if (_wantsHistograms)
        {
            _first.Clear();
            _second.Clear();
        }
    }

    /// <summary>Reads the next whole blocks.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_encoding is not { HasCasts: true } encoding || !(_wantsDigests || _wantsHistograms))
        {
            if (_wantsDigests)
            {
                _stored.Append(bytes);
            }

            return;
        }

        for (var stepBytes = Step * encoding.BlockBytes; !bytes.IsEmpty;)
        {
            var part = bytes.Slice(0, Math.Min(stepBytes, bytes.Length));
            bytes = bytes.Slice(part.Length);
            if (_wantsHistograms && IsHalfWide)
            {
                // Every cast of a 16-bit code is a function of the code: counting them as stored says it all.
                _first.Add(MemoryMarshal.Cast<byte, ushort>(part));
            }

            if (_wantsDigests || !IsHalfWide)
            {
                Cast(part, part.Length / encoding.BlockBytes, encoding);
            }
        }
    }

    /// <summary>Ends the tensor's digests.</summary>
    public TensorDigests Digests()
    {
        string stored = Hex.Lower(_stored.End()), bfloat = Hex.Lower(_bfloatDigest.End()), half = Hex.Lower(_halfDigest.End()), halfOfBFloat = Hex.Lower(_halfOfBFloatDigest.End());
        if (_encoding is not { HasCasts: true })
        {
            return new TensorDigests(stored, null, null, null);
        }

        if (_encoding == PlainEncoding.BFloat16)
        {
            return new TensorDigests(stored, _isCanonical ? stored : bfloat, half, half);
        }

        return new TensorDigests(stored, bfloat, _isCanonical ? stored : half, halfOfBFloat);
    }

    private bool IsHalfWide => _encoding == PlainEncoding.BFloat16 || _encoding == PlainEncoding.Float16;

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
            Digest(part, MemoryMarshal.AsBytes(bfloats), MemoryMarshal.AsBytes(halves), MemoryMarshal.AsBytes(halvesOfBFloats));
        }

        if (_wantsHistograms && !IsHalfWide)
        {
            _first.Add(bfloats);
            _second.Add(halves);
        }
    }

    private void Digest(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> bfloats, ReadOnlySpan<byte> halves, ReadOnlySpan<byte> halvesOfBFloats)
    {
        var isBFloat = _encoding == PlainEncoding.BFloat16;
        if (_isCanonical && !stored.SequenceEqual(isBFloat ? bfloats : halves))
        {
            // From here on the cast has a digest of its own, which began like that of the elements as stored.
            _isCanonical = false;
            (isBFloat ? _bfloatDigest : _halfDigest).BranchFrom(_stored);
        }

        _stored.Append(stored);
        if (!(_isCanonical && isBFloat))
        {
            _bfloatDigest.Append(bfloats);
        }

        if (!_isCanonical || isBFloat)
        {
            _halfDigest.Append(halves);
        }

        // A bfloat16 is its own cast to bfloat16: both ways to binary16 are one.
        if (!isBFloat)
        {
            _halfOfBFloatDigest.Append(halvesOfBFloats);
        }
    }
}
