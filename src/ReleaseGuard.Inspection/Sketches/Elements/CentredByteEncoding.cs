using System;
using System.Runtime.InteropServices;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>
/// Unsigned bytes that stand for numbers on both sides of zero: TensorFlow.js and TFLite write weights as <c>scale·(q − zero)</c>. Where zero lies,
/// few formats say beside the bytes; weights lie around it, so the tensor's own median is taken. A step too far to either side
/// only decides between maxima that are as good as equal.
/// </summary>
internal sealed class CentredByteEncoding(byte zero) : TensorEncoding("U8", 1, 1)
{
    private const int SampleBytes = 1 << 16;

    // Sign and magnitude in 16 bits: the magnitude has eight.
    public override MagnitudeKind Magnitudes => MagnitudeKind.BFloat16;

    public override void Expand(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var words = MemoryMarshal.Cast<byte, ushort>(target);
        for (var i = 0; i < source.Length; i++)
        {
            var value = source[i] - zero;
            words[i] = (ushort)(Math.Abs(value) | (value & 0x8000));
        }
    }

    public override void ToFloats(ReadOnlySpan<byte> source, Span<float> target)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = source[i] - zero;
        }
    }

    /// <summary>The encoding of a tensor of unsigned bytes, by the median of its first 65,536.</summary>
    /// <exception cref="System.IO.IOException">They cannot be read.</exception>
    public static CentredByteEncoding Of(SketchSubject subject)
    {
        var sample = new byte[(int)Math.Min(SampleBytes, subject.Tensor.ByteLength)];
        var filled = 0;
        for (int count; filled < sample.Length && (count = subject.Source.ReadAt(subject.Tensor.ByteOffset + filled, sample.AsSpan(filled))) > 0;)
        {
            filled += count;
        }

        Array.Sort(sample, 0, filled);
        return new CentredByteEncoding(filled == 0 ? (byte)0 : sample[filled / 2]);
    }
}
