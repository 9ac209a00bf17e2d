using System;
using System.Runtime.InteropServices;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>
/// GGUF blocks of 32 weights that are signed integers times one binary16 scale: Q8_0, Q4_0, Q5_0. Inside a block the integers order
/// as the weights do, so windows read them undecoded; only the sign of the scale and a scale that makes the block meaningless are looked at.
/// </summary>
internal sealed class SignedBlockEncoding(string name, int blockBytes, SignedBlockEncoding.Unpacker unpack) : TensorEncoding(name, Length, blockBytes)
{
    private const int Length = 32;
    private const int ScaleBytes = 2;

    /// <summary>Writes the 32 integers of one block, from the bytes after its scale.</summary>
    public delegate void Unpacker(ReadOnlySpan<byte> packed, Span<sbyte> integers);

    public static readonly SignedBlockEncoding Q8_0 = new("Q8_0", 34, static (packed, integers) => packed.CopyTo(MemoryMarshal.AsBytes(integers)));

    public static readonly SignedBlockEncoding Q4_0 = new("Q4_0", 18, static (packed, integers) =>
    {
        for (var i = 0; i < 16; i++)
        {
            integers[i] = (sbyte)((packed[i] & 0xF) - 8);
            integers[i + 16] = (sbyte)((packed[i] >> 4) - 8);
        }
    });

    public static readonly SignedBlockEncoding Q5_0 = new("Q5_0", 22, static (packed, integers) =>
    {
        var fifth = MemoryMarshal.Read<uint>(packed);
        for (var i = 0; i < 16; i++)
        {
            integers[i] = (sbyte)(((packed[i + 4] & 0xF) | (int)(((fifth >> i) & 1) << 4)) - 16);
            integers[i + 16] = (sbyte)(((packed[i + 4] >> 4) | (int)(((fifth >> (i + 16)) & 1) << 4)) - 16);
        }
    });

    // Sign and magnitude in 16 bits: a byte would not hold the magnitude of -128.
    public override MagnitudeKind Magnitudes => MagnitudeKind.BFloat16;

    public override void Expand(ReadOnlySpan<byte> source, Span<byte> target)
    {
        Span<sbyte> integers = stackalloc sbyte[Length];
        for (var words = MemoryMarshal.Cast<byte, ushort>(target); source.Length >= BlockBytes; source = source.Slice(BlockBytes), words = words.Slice(Length))
        {
            var scale = MemoryMarshal.Read<ushort>(source);
            if ((scale & 0x7C00) == 0x7C00 || (scale & 0x7FFF) == 0)
            {
                // Infinite, not a number, or zero: no element stands out, which a block of zeros says too.
                words.Slice(0, Length).Clear();
                continue;
            }

            unpack(source.Slice(ScaleBytes, BlockBytes - ScaleBytes), integers);
            for (var i = 0; i < Length; i++)
            {
                int integer = integers[i];
                words[i] = (ushort)(Math.Abs(integer) | ((integer ^ (scale >= 0x8000 ? -1 : 0)) & 0x8000));
            }
        }
    }

    public override void ToFloats(ReadOnlySpan<byte> source, Span<float> target)
    {
        Span<sbyte> integers = stackalloc sbyte[Length];
        for (; source.Length >= BlockBytes; source = source.Slice(BlockBytes), target = target.Slice(Length))
        {
            var scale = FloatBits.FromHalf(MemoryMarshal.Read<ushort>(source));
            unpack(source.Slice(ScaleBytes, BlockBytes - ScaleBytes), integers);
            for (var i = 0; i < Length; i++)
            {
                target[i] = integers[i] * scale;
            }
        }
    }
}
