using System;
using System.Runtime.InteropServices;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>One element after another: floating point of 8 to 64 bits and integers.</summary>
internal sealed class PlainEncoding(string name, int bytes, MagnitudeKind magnitudes, bool isDirect, bool hasCasts, PlainEncoding.Decoder decode)
    : TensorEncoding(name, 1, bytes)
{
    /// <summary>Decodes elements to numbers.</summary>
    public delegate void Decoder(ReadOnlySpan<byte> source, Span<float> target);

    public static readonly PlainEncoding Float32 = new("F32", 4, MagnitudeKind.Float32, true, true, static (s, t) => s.CopyTo(MemoryMarshal.AsBytes(t)));

    public static readonly PlainEncoding Float16 = new("F16", 2, MagnitudeKind.Float16, true, true, static (s, t) =>
    {
        var codes = MemoryMarshal.Cast<byte, ushort>(s);
        for (var i = 0; i < codes.Length; i++)
        {
            t[i] = FloatBits.FromHalf(codes[i]);
        }
    });

    public static readonly PlainEncoding BFloat16 = new("BF16", 2, MagnitudeKind.BFloat16, true, true, static (s, t) =>
    {
        var codes = MemoryMarshal.Cast<byte, ushort>(s);
        for (var i = 0; i < codes.Length; i++)
        {
            t[i] = FloatBits.FromBFloat16(codes[i]);
        }
    });

    // Windows read a binary64 tensor as its nearest binary32 numbers, as the reference does; its casts are made from the binary64 itself.
    public static readonly PlainEncoding Float64 = new("F64", 8, MagnitudeKind.Float32, false, true, static (s, t) =>
    {
        var values = MemoryMarshal.Cast<byte, double>(s);
        for (var i = 0; i < values.Length; i++)
        {
            t[i] = (float)values[i];
        }
    });

    public static readonly PlainEncoding Float8E4M3 = Byte("F8_E4M3", MagnitudeKind.Float8E4M3, static code => FloatBits.FromE4M3(code, fnuz: false));

    public static readonly PlainEncoding Float8E5M2 = Byte("F8_E5M2", MagnitudeKind.Float8E5M2, static code => FloatBits.FromE5M2(code, fnuz: false));

    public static readonly PlainEncoding Float8E4M3Fnuz = Byte("F8_E4M3FNUZ", MagnitudeKind.Float8Fnuz, static code => FloatBits.FromE4M3(code, fnuz: true));

    public static readonly PlainEncoding Float8E5M2Fnuz = Byte("F8_E5M2FNUZ", MagnitudeKind.Float8Fnuz, static code => FloatBits.FromE5M2(code, fnuz: true));

    public static readonly PlainEncoding Signed8 = new("I8", 1, MagnitudeKind.Signed8, true, false, static (s, t) =>
    {
        for (var i = 0; i < s.Length; i++)
        {
            t[i] = unchecked((sbyte)s[i]);
        }
    });

    public static readonly PlainEncoding Unsigned8 = new("U8", 1, MagnitudeKind.Unsigned8, true, false, static (s, t) =>
    {
        for (var i = 0; i < s.Length; i++)
        {
            t[i] = s[i];
        }
    });

    public static readonly PlainEncoding Signed16 = Integer("I16", 2, static (s, i) => MemoryMarshal.Cast<byte, short>(s)[i]);

    public static readonly PlainEncoding Unsigned16 = Integer("U16", 2, static (s, i) => MemoryMarshal.Cast<byte, ushort>(s)[i]);

    public static readonly PlainEncoding Signed32 = Integer("I32", 4, static (s, i) => MemoryMarshal.Cast<byte, int>(s)[i]);

    public static readonly PlainEncoding Unsigned32 = Integer("U32", 4, static (s, i) => MemoryMarshal.Cast<byte, uint>(s)[i]);

    public static readonly PlainEncoding Signed64 = Integer("I64", 8, static (s, i) => MemoryMarshal.Cast<byte, long>(s)[i]);

    public static readonly PlainEncoding Unsigned64 = Integer("U64", 8, static (s, i) => MemoryMarshal.Cast<byte, ulong>(s)[i]);

    private delegate float IntegerAt(ReadOnlySpan<byte> source, int index);

    public override bool HasCasts => hasCasts;

    public override MagnitudeKind Magnitudes => magnitudes;

    public override bool IsDirect => isDirect;

    public override void ToFloats(ReadOnlySpan<byte> source, Span<float> target) => decode(source, target);

    private static PlainEncoding Byte(string name, MagnitudeKind magnitudes, Func<byte, float> value)
    {
        var values = new float[256];
        for (var code = 0; code < values.Length; code++)
        {
            values[code] = value((byte)code);
        }

        return new(name, 1, magnitudes, true, true, (s, t) =>
        {
            for (var i = 0; i < s.Length; i++)
            {
                t[i] = values[s[i]];
            }
        });
    }

    private static PlainEncoding Integer(string name, int bytes, IntegerAt at) => new(name, bytes, MagnitudeKind.Float32, false, false, (s, t) =>
    {
        for (var i = 0; i < s.Length / bytes; i++)
        {
            t[i] = at(s, i);
        }
    });
}
