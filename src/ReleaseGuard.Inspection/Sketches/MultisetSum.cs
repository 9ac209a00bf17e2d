using System;
using System.Globalization;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>
/// A sum modulo 2¹²⁸ of keyed values of the elements of a tensor, in no order: the sum of a fused tensor is the sum of its parts.
/// </summary>
/// <param name="High">Upper 64 bits.</param>
/// <param name="Low">Lower 64 bits.</param>
public readonly record struct MultisetSum(ulong High, ulong Low)
{
    /// <summary>The sum of both, modulo 2¹²⁸.</summary>
    public static MultisetSum operator +(MultisetSum left, MultisetSum right)
    {
        var low = unchecked(left.Low + right.Low);
        return new(unchecked(left.High + right.High + (low < left.Low ? 1UL : 0)), low);
    }

    /// <summary>The sum as <see cref="ToString"/> writes it; null when the text is not one.</summary>
    public static MultisetSum? Parse(string text) =>
        text.Length == 32
        && ulong.TryParse(text.Substring(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
        && ulong.TryParse(text.Substring(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low)
            ? new MultisetSum(high, low)
            : null;

    /// <summary>This sum taken <paramref name="count"/> times, modulo 2¹²⁸.</summary>
    public MultisetSum Times(ulong count)
    {
#if NET
        var high = Math.BigMul(Low, count, out var low);
        return new(unchecked(high + (High * count)), low);
#else
        unchecked
        {
            ulong a0 = (uint)Low, a1 = Low >> 32, b0 = (uint)count, b1 = count >> 32;
            ulong p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0;
            var middle = (p00 >> 32) + (uint)p01 + (uint)p10;
            var high = (a1 * b1) + (p01 >> 32) + (p10 >> 32) + (middle >> 32);
            return new(high + (High * count), (middle << 32) | (uint)p00);
        }
#endif
    }

    /// <summary>32 lower-case hexadecimal digits, the most significant first.</summary>
    public override string ToString() => High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);
}
