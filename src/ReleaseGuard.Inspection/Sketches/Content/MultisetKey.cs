namespace ReleaseGuard.Inspection.Sketches.Content;

/// <summary>
/// The pseudo-random function of the order-free tier: SipHash-2-4 with 128 bits of output, keyed by 16 bytes of the salt, of a code as two
/// little-endian bytes. One table of 65,536 values serves every tensor of a file.
/// </summary>
internal sealed class MultisetKey
{
    /// <summary>Codes of 16 bits.</summary>
    public const int Codes = 1 << 16;

    private readonly MultisetSum[] _values = new MultisetSum[Codes];

    public MultisetKey(ulong key0, ulong key1)
    {
        for (var code = 0; code < Codes; code++)
        {
            _values[code] = SipHash(key0, key1, (ushort)code);
        }
    }

    /// <summary>Value of one code.</summary>
    public MultisetSum this[int code] => _values[code];

    /// <summary>SipHash-2-4-128 of two bytes (Aumasson and Bernstein 2012; the 128-bit variant of their reference code).</summary>
    internal static MultisetSum SipHash(ulong key0, ulong key1, ushort code)
    {
        unchecked
        {
            ulong v0 = key0 ^ 0x736f6d6570736575, v1 = key1 ^ 0x646f72616e646f6d ^ 0xee, v2 = key0 ^ 0x6c7967656e657261, v3 = key1 ^ 0x7465646279746573;
            var last = (2UL << 56) | code;
            v3 ^= last;
            Rounds(2, ref v0, ref v1, ref v2, ref v3);
            v0 ^= last;
            v2 ^= 0xee;
            Rounds(4, ref v0, ref v1, ref v2, ref v3);
            var low = v0 ^ v1 ^ v2 ^ v3;
            v1 ^= 0xdd;
            Rounds(4, ref v0, ref v1, ref v2, ref v3);
            return new MultisetSum(v0 ^ v1 ^ v2 ^ v3, low);
        }
    }

    private static void Rounds(int count, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        unchecked
        {
            for (var i = 0; i < count; i++)
            {
                v0 += v1;
                v1 = Rotate(v1, 13) ^ v0;
                v0 = Rotate(v0, 32);
                v2 += v3;
                v3 = Rotate(v3, 16) ^ v2;
                v0 += v3;
                v3 = Rotate(v3, 21) ^ v0;
                v2 += v1;
                v1 = Rotate(v1, 17) ^ v2;
                v2 = Rotate(v2, 32);
            }
        }
    }

    private static ulong Rotate(ulong value, int by) => (value << by) | (value >> (64 - by));
}
