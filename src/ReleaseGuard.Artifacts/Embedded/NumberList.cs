using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Embedded;

/// <summary>Finds long runs of written numbers in a stream of bytes: weights as a table in source code.</summary>
internal sealed class NumberList
{
    /// <summary>Shorter tables are ordinary: a CRC table has some 3 KiB, a character table 16.</summary>
    public const long Least = 64 * 1024;

    private readonly long[] _counts = new long[128];
    private long _start;
    private long _length;

    public void Add(ReadOnlySpan<byte> bytes, long offset, List<PayloadFact> found)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (IsNumber(b))
            {
                if (_length++ == 0)
                {
                    _start = offset + i;
                }

                _counts[b]++;
            }
            else if (_length > 0)
            {
                End(found);
            }
        }
    }

    public void End(List<PayloadFact> found)
    {
        if (_length >= Least && Digits() >= 8 && _counts[','] + _counts[' '] + _counts['\n'] > _length / 64)
        {
            found.Add(new PayloadFact("a table of written numbers", _start, _length));
        }

        _length = 0;
        Array.Clear(_counts, 0, _counts.Length);
    }

    private int Digits()
    {
        var digits = 0;
        for (var c = '0'; c <= '9'; c++)
        {
            digits += _counts[c] > 0 ? 1 : 0;
        }

        return digits;
    }

    private static bool IsNumber(byte b) =>
        b is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F') or (byte)'x' or (byte)'.' or (byte)',' or (byte)'-' or (byte)'+'
            or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'[' or (byte)']';
}
