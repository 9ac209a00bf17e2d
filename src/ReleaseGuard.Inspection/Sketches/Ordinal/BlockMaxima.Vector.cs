#if NET
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <content>
/// Vector kernels: a horizontal integer maximum, a compare with it, and the mask of equal places. The widest vectors that the
/// machine has are used for 32-bit elements; 16 shorter elements fit 256 or 128 bits.
/// </content>
internal static partial class BlockMaxima
{
    private static void ReadFloat32(ReadOnlySpan<uint> elements, Span<byte> narrow, Span<byte> wide)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            ReadPlain(MemoryMarshal.AsBytes(elements), MagnitudeKind.Float32, narrow, wide);
            return;
        }

        ref var source = ref MemoryMarshal.GetReference(elements);
        var blocks = elements.Length / Narrow;
        uint previous = 0;
        for (var block = 0; block < blocks; block++)
        {
            ref var at = ref Unsafe.Add(ref source, block * Narrow);
            var maximum = Maximum32(ref at, out var places);
            var sign = Unsafe.Add(ref at, Bits.Lowest(places)) >> 31;
            var entry = Entry(maximum, 0x7F800000, places, sign);
            narrow[block] = entry;
            if ((block & 1) != 0)
            {
                wide[block >> 1] = Combine(previous, narrow[block - 1], maximum, entry);
            }

            previous = maximum;
        }
    }

    private static void ReadFloat16(ReadOnlySpan<ushort> elements, uint limit, Span<byte> narrow, Span<byte> wide)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            ReadPlain(MemoryMarshal.AsBytes(elements), limit == 0x7C00 ? MagnitudeKind.Float16 : MagnitudeKind.BFloat16, narrow, wide);
            return;
        }

        ref var source = ref MemoryMarshal.GetReference(elements);
        var blocks = elements.Length / Narrow;
        uint previous = 0;
        for (var block = 0; block < blocks; block++)
        {
            ref var at = ref Unsafe.Add(ref source, block * Narrow);
            var maximum = Maximum16(ref at, out var places);
            var sign = (uint)Unsafe.Add(ref at, Bits.Lowest(places)) >> 15;
            var entry = Entry(maximum, limit, places, sign);
            narrow[block] = entry;
            if ((block & 1) != 0)
            {
                wide[block >> 1] = Combine(previous, narrow[block - 1], maximum, entry);
            }

            previous = maximum;
        }
    }

    private static void ReadBytes(ReadOnlySpan<byte> elements, MagnitudeKind kind, Span<byte> narrow, Span<byte> wide)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            ReadPlain(elements, kind, narrow, wide);
            return;
        }

        ref var source = ref MemoryMarshal.GetReference(elements);
        var limit = ByteLimit(kind);
        var signed = kind == MagnitudeKind.Unsigned8 ? 0u : 1u;
        var blocks = elements.Length / Narrow;
        uint previous = 0;
        for (var block = 0; block < blocks; block++)
        {
            ref var at = ref Unsafe.Add(ref source, block * Narrow);
            var raw = Vector128.LoadUnsafe(ref at);
            var magnitudes = kind switch
            {
                MagnitudeKind.Signed8 => Vector128.Abs(raw.AsSByte()).AsByte(),
                MagnitudeKind.Unsigned8 => raw,
                MagnitudeKind.Float8Fnuz => (raw & Vector128.Create((byte)0x7F)) | (Vector128.Equals(raw, Vector128.Create((byte)0x80)) & Vector128.Create((byte)0x80)),
                _ => raw & Vector128.Create((byte)0x7F),
            };
            var maximum = MaximumOf(magnitudes);
            var places = Vector128.Equals(magnitudes, Vector128.Create((byte)maximum)).ExtractMostSignificantBits();
            var sign = ((uint)Unsafe.Add(ref at, Bits.Lowest(places)) >> 7) & signed;
            var entry = Entry(maximum, limit, places, sign);
            narrow[block] = entry;
            if ((block & 1) != 0)
            {
                wide[block >> 1] = Combine(previous, narrow[block - 1], maximum, entry);
            }

            previous = maximum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Maximum32(ref uint at, out uint places)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var all = Vector512.LoadUnsafe(ref at) & Vector512.Create(0x7FFFFFFFu);
            var half = Vector256.Max(all.GetLower(), all.GetUpper());
            var maximum = MaximumOf(Vector128.Max(half.GetLower(), half.GetUpper()));
            places = (uint)Vector512.Equals(all, Vector512.Create(maximum)).ExtractMostSignificantBits();
            return maximum;
        }

        if (Vector256.IsHardwareAccelerated)
        {
            var mask = Vector256.Create(0x7FFFFFFFu);
            var low = Vector256.LoadUnsafe(ref at) & mask;
            var high = Vector256.LoadUnsafe(ref at, 8) & mask;
            var half = Vector256.Max(low, high);
            var maximum = MaximumOf(Vector128.Max(half.GetLower(), half.GetUpper()));
            var wanted = Vector256.Create(maximum);
            places = Vector256.Equals(low, wanted).ExtractMostSignificantBits() | (Vector256.Equals(high, wanted).ExtractMostSignificantBits() << 8);
            return maximum;
        }

        return Maximum32Narrow(ref at, out places);
    }

    private static uint Maximum32Narrow(ref uint at, out uint places)
    {
        var mask = Vector128.Create(0x7FFFFFFFu);
        var v0 = Vector128.LoadUnsafe(ref at) & mask;
        var v1 = Vector128.LoadUnsafe(ref at, 4) & mask;
        var v2 = Vector128.LoadUnsafe(ref at, 8) & mask;
        var v3 = Vector128.LoadUnsafe(ref at, 12) & mask;
        var maximum = MaximumOf(Vector128.Max(Vector128.Max(v0, v1), Vector128.Max(v2, v3)));
        var wanted = Vector128.Create(maximum);
        places = Vector128.Equals(v0, wanted).ExtractMostSignificantBits()
            | (Vector128.Equals(v1, wanted).ExtractMostSignificantBits() << 4)
            | (Vector128.Equals(v2, wanted).ExtractMostSignificantBits() << 8)
            | (Vector128.Equals(v3, wanted).ExtractMostSignificantBits() << 12);
        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Maximum16(ref ushort at, out uint places)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            var all = Vector256.LoadUnsafe(ref at) & Vector256.Create((ushort)0x7FFF);
            var maximum = MaximumOf(Vector128.Max(all.GetLower(), all.GetUpper()));
            places = Vector256.Equals(all, Vector256.Create((ushort)maximum)).ExtractMostSignificantBits();
            return maximum;
        }
        else
        {
            var mask = Vector128.Create((ushort)0x7FFF);
            var low = Vector128.LoadUnsafe(ref at) & mask;
            var high = Vector128.LoadUnsafe(ref at, 8) & mask;
            var maximum = MaximumOf(Vector128.Max(low, high));
            var wanted = Vector128.Create((ushort)maximum);
            places = Vector128.Equals(low, wanted).ExtractMostSignificantBits() | (Vector128.Equals(high, wanted).ExtractMostSignificantBits() << 8);
            return maximum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MaximumOf(Vector128<uint> v)
    {
        v = Vector128.Max(v, Vector128.Shuffle(v, Vector128.Create(2u, 3, 0, 1)));
        v = Vector128.Max(v, Vector128.Shuffle(v, Vector128.Create(1u, 0, 3, 2)));
        return v.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MaximumOf(Vector128<ushort> v)
    {
        if (Sse41.IsSupported)
        {
            // The one horizontal instruction there is finds a minimum: of the complement.
            return (ushort)~Sse41.MinHorizontal(~v).ToScalar();
        }

        v = Vector128.Max(v, Vector128.Shuffle(v, Vector128.Create((ushort)4, 5, 6, 7, 0, 1, 2, 3)));
        v = Vector128.Max(v, Vector128.Shuffle(v, Vector128.Create((ushort)2, 3, 0, 1, 6, 7, 4, 5)));
        v = Vector128.Max(v, Vector128.Shuffle(v, Vector128.Create((ushort)1, 0, 3, 2, 5, 4, 7, 6)));
        return v.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MaximumOf(Vector128<byte> v)
    {
        // Pairs of bytes: the larger of each pair, as a 16-bit number.
        var words = v.AsUInt16();
        return MaximumOf(Vector128.Max(words & Vector128.Create((ushort)0xFF), words >> 8));
    }
}
#endif
