using System;
using System.Security.Cryptography;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Content;

/// <summary>How often each 16-bit code occurs in one tensor: all that the order-free tier needs to know of it.</summary>
internal sealed class CodeHistogram
{
    private const int SpillAt = 1 << 30;

    private readonly uint[] _counts = new uint[MultisetKey.Codes];
    private ulong[]? _spilled;
    private int _sinceSpill;

    public void Clear()
    {
        Array.Clear(_counts, 0, _counts.Length);
        _spilled = null;
        _sinceSpill = 0;
    }

    public void Add(ReadOnlySpan<ushort> codes)
    {
        if (_sinceSpill > SpillAt)
        {
            Spill();
        }

        _sinceSpill += codes.Length;
        var counts = _counts;
        for (var i = 0; i < codes.Length; i++)
        {
            counts[codes[i]]++;
        }
    }

    /// <summary>Number of different codes.</summary>
    public int Distinct
    {
        get
        {
            var distinct = 0;
            for (var code = 0; code < MultisetKey.Codes; code++)
            {
                distinct += this[code] != 0 ? 1 : 0;
            }

            return distinct;
        }
    }

    private ulong this[int code] => _counts[code] + (_spilled is null ? 0 : _spilled[code]);

    /// <summary>Shannon entropy of the codes, in bits an element.</summary>
    public double Entropy()
    {
        double total = 0, sum = 0;
        for (var code = 0; code < MultisetKey.Codes; code++)
        {
            if (this[code] is var count && count != 0)
            {
                total += count;
                sum += count * Math.Log(count, 2);
            }
        }

        return total == 0 ? 0 : Math.Log(total, 2) - (sum / total);
    }

    /// <summary>The keyed sum over all elements.</summary>
    public MultisetSum Sum(MultisetKey key)
    {
        var sum = default(MultisetSum);
        for (var code = 0; code < MultisetKey.Codes; code++)
        {
            if (this[code] is var count && count != 0)
            {
                sum += key[code].Times(count);
            }
        }

        return sum;
    }

    /// <summary>The histogram that the same elements have after a cast from bfloat16 to binary16.</summary>
    public CodeHistogram OfHalves() => Of(static code => CanonicalCasts.Half((uint)code << 16));

    /// <summary>The histogram that the same elements have when each code becomes another: a cast of 16-bit codes is done once a code, not once an element.</summary>
    public CodeHistogram Of(Func<ushort, ushort> cast)
    {
        var changed = new CodeHistogram { _spilled = new ulong[MultisetKey.Codes] };
        for (var code = 0; code < MultisetKey.Codes; code++)
        {
            if (this[code] is var count && count != 0)
            {
                changed._spilled[cast((ushort)code)] += count;
            }
        }

        return changed;
    }

    /// <summary>SHA-256 of every code that occurs and its count, in the order of the codes: two bytes, then eight, little-endian.</summary>
    public byte[] Digest()
    {
        var bytes = new byte[Distinct * 10];
        var at = 0;
        for (var code = 0; code < MultisetKey.Codes; code++)
        {
            if (this[code] is var count && count != 0)
            {
                bytes[at++] = (byte)code;
                bytes[at++] = (byte)(code >> 8);
                for (var i = 0; i < 8; i++)
                {
                    bytes[at++] = (byte)(count >> (8 * i));
                }
            }
        }

        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes);
    }

    private void Spill()
    {
        _spilled ??= new ulong[MultisetKey.Codes];
        for (var code = 0; code < MultisetKey.Codes; code++)
        {
            _spilled[code] += _counts[code];
        }

        Array.Clear(_counts, 0, _counts.Length);
        _sinceSpill = 0;
    }
}
