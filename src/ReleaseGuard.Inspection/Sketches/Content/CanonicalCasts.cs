using System;
#if NET
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Content;

/// <summary>
/// Rounds numbers to the 16-bit codes under which one tensor is known in any float type: to bfloat16, to binary16, and to binary16 by way
/// of bfloat16. To nearest, ties to even; negative zero is zero; there is one NaN.
/// </summary>
internal static class CanonicalCasts
{
    /// <summary>The NaN of canonical bfloat16.</summary>
    public const ushort BFloat16NaN = 0x7FC0;

    /// <summary>The NaN of canonical binary16.</summary>
    public const ushort HalfNaN = 0x7E00;

    /// <summary>Casts binary32 numbers, given by their bits.</summary>
    public static void Cast(ReadOnlySpan<uint> singles, Span<ushort> bfloats, Span<ushort> halves, Span<ushort> halvesOfBfloats)
    {
        var done = 0;
#if NET
        if (Vector256.IsHardwareAccelerated)
        {
            done = CastVectors(singles, bfloats, halves, halvesOfBfloats);
        }
#endif
        for (var i = done; i < singles.Length; i++)
        {
            var bfloat = BFloat16(singles[i]);
            bfloats[i] = bfloat;
            halves[i] = Half(singles[i]);
            halvesOfBfloats[i] = Half((uint)bfloat << 16);
        }
    }

    /// <summary>The canonical bfloat16 code of a binary32 number.</summary>
    public static ushort BFloat16(uint single)
    {
        if ((single & 0x7FFFFFFF) > 0x7F800000)
        {
            return BFloat16NaN;
        }

        var code = FloatBits.ToBFloat16(single);
        return code == 0x8000 ? (ushort)0 : code;
    }

    /// <summary>The canonical binary16 code of a binary32 number.</summary>
    public static ushort Half(uint single)
    {
        if ((single & 0x7FFFFFFF) > 0x7F800000)
        {
            return HalfNaN;
        }

        var code = FloatBits.ToHalf(single);
        return code == 0x8000 ? (ushort)0 : code;
    }

#if NET
    private static int CastVectors(ReadOnlySpan<uint> singles, Span<ushort> bfloats, Span<ushort> halves, Span<ushort> halvesOfBfloats)
    {
        ref var source = ref MemoryMarshal.GetReference(singles);
        var whole = singles.Length & ~15;
        _ = bfloats[..whole];
        _ = halves[..whole];
        _ = halvesOfBfloats[..whole];
        for (var i = 0; i < whole; i += 16)
        {
            var a = Vector256.LoadUnsafe(ref source, (nuint)i);
            var b = Vector256.LoadUnsafe(ref source, (nuint)i + 8);
            var bfloatA = BFloat16(a);
            var bfloatB = BFloat16(b);
            Vector256.Narrow(bfloatA, bfloatB).StoreUnsafe(ref MemoryMarshal.GetReference(bfloats), (nuint)i);
            Vector256.Narrow(Half(a), Half(b)).StoreUnsafe(ref MemoryMarshal.GetReference(halves), (nuint)i);
            Vector256.Narrow(Half(bfloatA << 16), Half(bfloatB << 16)).StoreUnsafe(ref MemoryMarshal.GetReference(halvesOfBfloats), (nuint)i);
        }

        return whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> BFloat16(Vector256<uint> bits)
    {
        var rounded = (bits + Vector256.Create(0x7FFFu) + ((bits >> 16) & Vector256<uint>.One)) >> 16;
        var magnitude = bits & Vector256.Create(0x7FFFFFFFu);
        var isNaN = Vector256.GreaterThan(magnitude.AsInt32(), Vector256.Create(0x7F800000)).AsUInt32();
        return Canonical(rounded, isNaN, BFloat16NaN);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Half(Vector256<uint> bits)
    {
        var sign = (bits >> 16) & Vector256.Create(0x8000u);
        var magnitude = bits & Vector256.Create(0x7FFFFFFFu);
        var signed = magnitude.AsInt32();
        var normal = (magnitude - Vector256.Create(0x38000000u - 0xFFFu) + ((magnitude >> 13) & Vector256<uint>.One)) >> 13;
        var subnormal = (magnitude.AsSingle() + Vector256.Create(0.5f)).AsUInt32() - Vector256.Create(0x3F000000u);
        var code = Vector256.ConditionalSelect(Vector256.LessThan(signed, Vector256.Create(0x38800000)).AsUInt32(), subnormal, normal);
        var isLarge = Vector256.GreaterThan(signed, Vector256.Create(0x477FFFFF)).AsUInt32();
        code = Vector256.ConditionalSelect(isLarge, Vector256.Create(0x7C00u), code) | sign;
        return Canonical(code, Vector256.GreaterThan(signed, Vector256.Create(0x7F800000)).AsUInt32(), HalfNaN);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Canonical(Vector256<uint> code, Vector256<uint> isNaN, uint nan)
    {
        var isZero = Vector256.Equals(code & Vector256.Create(0x7FFFu), Vector256<uint>.Zero);
        return Vector256.ConditionalSelect(isNaN, Vector256.Create(nan), Vector256.AndNot(code, isZero));
    }
#endif
}
