using System;

namespace ReleaseGuard.Inspection.Sketches.Content;

/// <summary>Lower-case hexadecimal, the only way digests and codes are written.</summary>
internal static class Hex
{
    private const string Digits = "0123456789abcdef";

    public static string Of(byte[] bytes)
    {
        var text = new char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digits[bytes[i] >> 4];
            text[(2 * i) + 1] = Digits[bytes[i] & 0xF];
        }

        return new string(text);
    }

    /// <summary>The bytes that lower-case digits stand for; null for anything else.</summary>
    public static byte[]? Parse(string text)
    {
        if (text.Length % 2 != 0)
        {
            return null;
        }

        var bytes = new byte[text.Length / 2];
        for (var i = 0; i < text.Length; i++)
        {
            var digit = Digits.IndexOf(text[i]);
            if (digit < 0)
            {
                return null;
            }

            bytes[i / 2] = (byte)((bytes[i / 2] << 4) | digit);
        }

        return bytes;
    }
}
