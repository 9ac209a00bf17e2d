using System;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>Conversions between floating-point layouts by their bits, the same on every target framework. Rounding is to nearest, ties to even.</summary>
internal static class FloatBits
{
    public static float Single(uint bits)
    {
#if NET
        return BitConverter.UInt32BitsToSingle(bits);
#else
        Span<uint> one = stackalloc uint[1] { bits };
        return MemoryMarshal.Cast<uint, float>(one)[0];
#endif
    }

    public static uint Bits(float value)
    {
#if NET
        return BitConverter.SingleToUInt32Bits(value);
#else
        Span<float> one = stackalloc float[1] { value };
        return MemoryMarshal.Cast<float, uint>(one)[0];
#endif
    }

    /// <summary>Exact: every binary16 number is a binary32 number.</summary>
    public static float FromHalf(ushort half)
    {
        uint sign = (uint)(half & 0x8000) << 16, exponent = (uint)(half >> 10) & 0x1F, fraction = (uint)half & 0x3FF;
        if (exponent == 31)
        {
            return Single(sign | 0x7F800000 | (fraction << 13));
        }

        if (exponent != 0)
        {
            return Single(sign | ((exponent + 112) << 23) | (fraction << 13));
        }

        // Subnormal: the fraction counts units of 2^-24.
        var magnitude = fraction * (1f / 16777216f);
        return sign == 0 ? magnitude : -magnitude;
    }

    public static float FromBFloat16(ushort code) => Single((uint)code << 16);

    /// <summary>Rounds to binary16. NaN keeps its sign and becomes quiet.</summary>
    public static ushort ToHalf(uint bits)
    {
        uint sign = (bits >> 16) & 0x8000, magnitude = bits & 0x7FFFFFFF;
        if (magnitude >= 0x47800000)
        {
            return (ushort)(sign | (magnitude > 0x7F800000 ? 0x7E00u : 0x7C00u));
        }

        if (magnitude >= 0x38800000)
        {
            // Re-bias the exponent, then round away the 13 bits that do not fit; a carry runs into the exponent as it should.
            return (ushort)(sign | ((magnitude - 0x38000000 + 0xFFF + ((magnitude >> 13) & 1)) >> 13));
        }

        // Adding one half puts the units of 2^-24 into the lowest bits, and the addition itself rounds.
        return (ushort)(sign | (Bits(Single(magnitude) + 0.5f) - 0x3F000000));
    }

    /// <summary>Rounds to bfloat16. NaN becomes quiet.</summary>
    public static ushort ToBFloat16(uint bits) =>
        (bits & 0x7FFFFFFF) > 0x7F800000
            ? (ushort)((bits >> 16) | 0x40)
            : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);

    /// <summary>
    /// The binary32 number that rounds to every shorter format as <paramref name="value"/> itself does: truncated, with the lowest bit
    /// set when something was cut off (rounding to odd). Rounding twice to nearest would not do.
    /// </summary>
    public static uint ToOddSingle(double value)
    {
        var nearest = (float)value;
        var bits = Bits(nearest);
        if (nearest == value || double.IsNaN(value))
        {
            return bits;
        }

        if (Math.Abs((double)nearest) > Math.Abs(value))
        {
            bits--;
        }

        return bits | 1;
    }

    /// <summary>An 8-bit float with four exponent bits; <paramref name="fnuz"/> is the layout with bias 8 and NaN at 0x80.</summary>
    public static float FromE4M3(byte code, bool fnuz) => FromByte(code, 3, fnuz ? 8 : 7, fnuz, hasInfinity: false);

    /// <summary>An 8-bit float with five exponent bits; <paramref name="fnuz"/> is the layout with bias 16 and NaN at 0x80.</summary>
    public static float FromE5M2(byte code, bool fnuz) => FromByte(code, 2, fnuz ? 16 : 15, fnuz, hasInfinity: !fnuz);

    private static float FromByte(byte code, int fractionBits, int bias, bool fnuz, bool hasInfinity)
    {
        int magnitude = code & 0x7F, exponent = magnitude >> fractionBits, fraction = magnitude & ((1 << fractionBits) - 1);
        if (fnuz && code == 0x80)
        {
            return float.NaN;
        }

        if (hasInfinity && exponent == 31)
        {
            return fraction != 0 ? float.NaN : code < 0x80 ? float.PositiveInfinity : float.NegativeInfinity;
        }

        if (!fnuz && !hasInfinity && magnitude == 0x7F)
        {
            return float.NaN;
        }

        var scale = exponent == 0 ? 1 - bias - fractionBits : exponent - bias - fractionBits;
        var units = exponent == 0 ? fraction : fraction | (1 << fractionBits);
        var value = (float)(units * Math.Pow(2, scale));
        return code < 0x80 ? value : -value;
    }
}
