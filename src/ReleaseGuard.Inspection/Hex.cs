using System;

namespace ReleaseGuard.Inspection;

/// <summary>Digests as the policy and the reports write them.</summary>
internal static class Hex
{
    /// <summary>Two lower-case hexadecimal digits a byte.</summary>
    public static string Lower(ReadOnlySpan<byte> bytes)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (var index = 0; index < bytes.Length; index++)
        {
            text[2 * index] = Digits[bytes[index] >> 4];
            text[(2 * index) + 1] = Digits[bytes[index] & 15];
        }

        return new string(text);
    }
}
