using System;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>
/// Finds, for every 16 and every 32 elements, where the largest magnitude lies. One byte per block: bit 7 set when the maximum is single,
/// finite and not zero; below it the place, then the sign bit of that element. This file decides what a block says; the vector
/// file beside it only finds the maximum faster. Both give the same bytes.
/// </summary>
internal static partial class BlockMaxima
{
    /// <summary>Bit of an entry that says the block has one largest magnitude.</summary>
    public const byte Valid = 0x80;

    private const int Narrow = 16;

    // In a block of 32 the places of its second half begin at 16; the place stands one bit above the sign.
    private const int SecondHalf = Narrow << 1;

    /// <summary>
    /// Reads whole blocks of 16 elements. <paramref name="wide"/> receives one entry for each pair of them.
    /// </summary>
    /// <param name="elements">Elements as stored, little-endian; a length that is a multiple of 16 elements.</param>
    /// <param name="kind">Their layout.</param>
    /// <param name="narrow">Receives an entry for every 16 elements.</param>
    /// <param name="wide">Receives an entry for every 32 elements.</param>
    public static void Read(ReadOnlySpan<byte> elements, MagnitudeKind kind, Span<byte> narrow, Span<byte> wide)
    {
        switch (kind)
        {
            case MagnitudeKind.Float32:
                ReadFloat32(MemoryMarshal.Cast<byte, uint>(elements), narrow, wide);
                break;
            case MagnitudeKind.Float16:
                ReadFloat16(MemoryMarshal.Cast<byte, ushort>(elements), 0x7C00, narrow, wide);
                break;
            case MagnitudeKind.BFloat16:
                ReadFloat16(MemoryMarshal.Cast<byte, ushort>(elements), 0x7F80, narrow, wide);
                break;
            default:
                ReadBytes(elements, kind, narrow, wide);
                break;
        }
    }

    /// <summary>First magnitude of a byte layout that is infinite or not a number.</summary>
    private static uint ByteLimit(MagnitudeKind kind) => kind switch
    {
        MagnitudeKind.Float8E4M3 => 0x7F,
        MagnitudeKind.Float8E5M2 => 0x7C,
        MagnitudeKind.Float8Fnuz => 0x80,
        _ => 0x100,
    };

    // Both without branches: which block is valid, and which half is larger, cannot be predicted.
    private static byte Entry(uint maximum, uint limit, uint places, uint sign)
    {
        var inRange = ((ulong)unchecked(maximum - 1) - (limit - 1)) >> 63;
        var single = ((ulong)(places & (places - 1)) - 1) >> 63;
        return (byte)(((uint)Bits.Lowest(places) << 1) | sign | (uint)((inRange & single) << 7));
    }

    private static byte Combine(uint firstMaximum, byte first, uint secondMaximum, byte second)
    {
        var secondIsLarger = (ulong)((long)firstMaximum - secondMaximum) >> 63;
        var equal = ((ulong)(firstMaximum ^ secondMaximum) - 1) >> 63;
        var entry = first ^ ((first ^ (second | (uint)SecondHalf)) & (uint)(0 - secondIsLarger));
        return (byte)(entry & ~((uint)equal << 7));
    }

    /// <summary>The plain way, for every layout and every machine; also what the vector kernels are tested against.</summary>
    internal static void ReadPlain(ReadOnlySpan<byte> elements, MagnitudeKind kind, Span<byte> narrow, Span<byte> wide)
    {
        var width = kind switch
        {
            MagnitudeKind.Float32 => 4,
            MagnitudeKind.Float16 or MagnitudeKind.BFloat16 => 2,
            _ => 1,
        };
        var limit = kind switch
        {
            MagnitudeKind.Float32 => 0x7F800000u,
            MagnitudeKind.Float16 => 0x7C00u,
            MagnitudeKind.BFloat16 => 0x7F80u,
            _ => ByteLimit(kind),
        };
        uint previous = 0;
        var blocks = elements.Length / (width * Narrow);
        for (var block = 0; block < blocks; block++)
        {
            var at = elements.Slice(block * Narrow * width, Narrow * width);
            uint maximum = 0, places = 0;
            for (var i = 0; i < Narrow; i++)
            {
                var magnitude = Magnitude(at, i, kind);
                if (magnitude > maximum)
                {
                    maximum = magnitude;
                    places = 1u << i;
                }
                else if (magnitude == maximum)
                {
                    places |= 1u << i;
                }
            }

            var sign = kind == MagnitudeKind.Unsigned8 ? 0u : (uint)(at[((Bits.Lowest(places) + 1) * width) - 1] >> 7);
            narrow[block] = Entry(maximum, limit, places, sign);
            if ((block & 1) != 0)
            {
                wide[block >> 1] = Combine(previous, narrow[block - 1], maximum, narrow[block]);
            }

            previous = maximum;
        }
    }

    private static uint Magnitude(ReadOnlySpan<byte> block, int i, MagnitudeKind kind) => kind switch
    {
        MagnitudeKind.Float32 => MemoryMarshal.Cast<byte, uint>(block)[i] & 0x7FFFFFFF,
        MagnitudeKind.Float16 or MagnitudeKind.BFloat16 => MemoryMarshal.Cast<byte, ushort>(block)[i] & 0x7FFFu,
        MagnitudeKind.Signed8 => (uint)Math.Abs((int)unchecked((sbyte)block[i])),
        MagnitudeKind.Unsigned8 => block[i],
        MagnitudeKind.Float8Fnuz => block[i] == 0x80 ? 0x80u : block[i] & 0x7Fu,
        _ => block[i] & 0x7Fu,
    };

#if !NET
    private static void ReadFloat32(ReadOnlySpan<uint> elements, Span<byte> narrow, Span<byte> wide) =>
        ReadPlain(MemoryMarshal.AsBytes(elements), MagnitudeKind.Float32, narrow, wide);

    private static void ReadFloat16(ReadOnlySpan<ushort> elements, uint limit, Span<byte> narrow, Span<byte> wide) =>
        ReadPlain(MemoryMarshal.AsBytes(elements), limit == 0x7C00 ? MagnitudeKind.Float16 : MagnitudeKind.BFloat16, narrow, wide);

    private static void ReadBytes(ReadOnlySpan<byte> elements, MagnitudeKind kind, Span<byte> narrow, Span<byte> wide) =>
        ReadPlain(elements, kind, narrow, wide);
#endif
}
