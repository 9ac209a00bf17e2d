#if NET
using System.Numerics;
#endif

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>Bit counting on both target frameworks.</summary>
internal static class Bits
{
#if NET
    public static int Count(ulong value) => BitOperations.PopCount(value);

    public static int Count(uint value) => BitOperations.PopCount(value);

    /// <summary>Place of the lowest set bit; only for values that are not zero.</summary>
    public static int Lowest(uint value) => BitOperations.TrailingZeroCount(value);
#else
    public static int Count(ulong value)
    {
        value -= (value >> 1) & 0x5555555555555555;
        value = (value & 0x3333333333333333) + ((value >> 2) & 0x3333333333333333);
        return (int)(unchecked(((value + (value >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101) >> 56);
    }

    public static int Count(uint value) => Count((ulong)value);

    /// <summary>Place of the lowest set bit; only for values that are not zero.</summary>
    public static int Lowest(uint value) => Count((value & unchecked(0 - value)) - 1);
#endif
}
