using System;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>
/// Tells keys, certificates and signatures (ASN.1 in BER or DER) from other bytes by their structure: nested elements that add up, each value
/// small. A run of weights wrapped as one value is no signature.
/// </summary>
internal static class AsnStructure
{
    /// <summary>A signature by the widest key in use, or an encrypted private key, is below this.</summary>
    private const int MaxValue = 8 * 1024;

    private const int MaxDepth = 32;

    /// <summary>Zeros that fill the last block of a signature with a place reserved for it.</summary>
    private const byte Filler = 0;

    /// <summary>Whether the bytes begin with a sequence and are made of nothing but elements.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isWhole">Whether they are all there are: otherwise the last elements may be cut off.</param>
    public static bool Recognises(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        if (bytes.Length < 2 || bytes[0] != 0x30)
        {
            return false;
        }

        var at = 0;
        if (!Element(bytes, ref at, bytes.Length, 0, isWhole))
        {
            return false;
        }

        foreach (var b in bytes.Slice(at))
        {
            if (b != Filler)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Element(ReadOnlySpan<byte> bytes, ref int at, int end, int depth, bool isWhole)
    {
        if (at + 2 > end)
        {
            at = end;
            return !isWhole;
        }

        var tag = bytes[at++];
        if ((tag & 0x1F) == 0x1F || depth == MaxDepth)
        {
            return false;
        }

        int length = bytes[at++];
        if (length == 0x80)
        {
            return (tag & 0x20) != 0 && Indefinite(bytes, ref at, end, depth, isWhole);
        }

        if (length > 0x80)
        {
            var width = length & 0x7F;
            if (width > 3 || at + width > end)
            {
                return width <= 3 && !isWhole;
            }

            for (length = 0; width > 0; width--)
            {
                length = (length << 8) | bytes[at++];
            }
        }

        if (length > end - at && (isWhole || end != bytes.Length))
        {
            return false;
        }

        var stop = Math.Min(end, at + length);
        if ((tag & 0x20) == 0)
        {
            at = stop;
            return length <= MaxValue;
        }

        while (at < stop)
        {
            if (!Element(bytes, ref at, stop, depth + 1, isWhole || stop != bytes.Length))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Elements up to two zeros.</summary>
    private static bool Indefinite(ReadOnlySpan<byte> bytes, ref int at, int end, int depth, bool isWhole)
    {
        while (at < end)
        {
            if (at + 1 < end && bytes[at] == 0 && bytes[at + 1] == 0)
            {
                at += 2;
                return true;
            }

            if (!Element(bytes, ref at, end, depth + 1, isWhole))
            {
                return false;
            }
        }

        return !isWhole;
    }
}
