using System;
using System.Globalization;
using System.Linq;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Content;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>The order-free tier: a keyed sum that does not see the order and adds up.</summary>
public sealed class MultisetTests
{
    [Fact]
    public void The_function_is_SipHash_128()
    {
        // Third vector of the reference implementation: key 00..0f, message 00 01, output 81 77 22 8d … fe e4 reading low word first.
        var value = MultisetKey.SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908, 0x0100);
        Assert.Equal(0xc75da4a48d227781, value.Low);
        Assert.Equal(0xe4ff0af6de8ba3fc, value.High);
    }

    [Fact]
    public void Multiplying_is_adding_many_times()
    {
        var one = new MultisetSum(0x8123456789abcdef, 0xfedcba9876543211);
        var sum = default(MultisetSum);
        for (var i = 0; i < 1000; i++)
        {
            sum += one;
        }

        Assert.Equal(sum, one.Times(1000));
    }

    [Fact]
    public void A_sum_is_read_back_as_it_was_written()
    {
        var sum = new MultisetSum(1, 0xfedcba9876543211);
        Assert.Equal("0000000000000001fedcba9876543211", sum.ToString());
        Assert.Equal(sum, MultisetSum.Parse(sum.ToString()));
        Assert.Null(MultisetSum.Parse("1"));
    }

    [Fact]
    public void The_order_does_not_matter_and_parts_add_up()
    {
        var key = new MultisetKey(1, 2);
        var codes = Enumerable.Range(0, 5000).Select(i => (ushort)(GoldenTensor.Random(3, i) >> 52)).ToArray();
        CodeHistogram whole = new(), reversed = new(), first = new(), second = new();
        whole.Add(codes);
        reversed.Add([.. codes.Reverse()]);
        first.Add(codes.AsSpan(0, 1234));
        second.Add(codes.AsSpan(1234));
        Assert.Equal(whole.Sum(key), reversed.Sum(key));
        Assert.Equal(whole.Digest(), reversed.Digest());
        Assert.Equal(whole.Sum(key), first.Sum(key) + second.Sum(key));
        Assert.NotEqual(whole.Sum(key), whole.Sum(new MultisetKey(1, 3)));
        Assert.Equal(codes.Distinct().Count(), whole.Distinct);
    }

    [Fact]
    public void Halves_of_bfloats_follow_from_the_histogram_of_bfloats()
    {
        var singles = GoldenTensor.Matrix(4, 100, 100).Select(BitConverter.SingleToUInt32Bits).ToArray();
        ushort[] bfloats = new ushort[singles.Length], halves = new ushort[singles.Length], halvesOfBFloats = new ushort[singles.Length];
        CanonicalCasts.Cast(singles, bfloats, halves, halvesOfBFloats);
        CodeHistogram ofBFloats = new(), direct = new();
        ofBFloats.Add(bfloats);
        direct.Add(halvesOfBFloats);
        Assert.Equal(direct.Digest(), ofBFloats.OfHalves().Digest());
    }

    [Fact]
    public void Casts_of_every_half_and_every_bfloat_round_trip()
    {
        for (var code = 0; code <= ushort.MaxValue; code++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)code);
            var expected = Half.IsNaN(half) ? CanonicalCasts.HalfNaN : half == Half.Zero ? (ushort)0 : (ushort)code;
            Assert.Equal(expected, CanonicalCasts.Half(BitConverter.SingleToUInt32Bits((float)half)));
Assert.Equal(Half.IsNaN(half), float.IsNaN(FloatBits.FromHalf((ushort)code)));
            Assert.True(Half.IsNaN(half) || (float)half == FloatBits.FromHalf((ushort)code));
        }
    }

    [Fact]
    public void Vectors_and_the_plain_fallback_cast_alike()
    {
        var singles = Enumerable.Range(0, 1 << 18).Select(i => (uint)(GoldenTensor.Random(5, i) >> 32)).ToArray();
        ushort[] bfloats = new ushort[singles.Length], halves = new ushort[singles.Length], halvesOfBFloats = new ushort[singles.Length];
        CanonicalCasts.Cast(singles, bfloats, halves, halvesOfBFloats);
        for (var i = 0; i < singles.Length; i++)
        {
            Assert.True(
                CanonicalCasts.BFloat16(singles[i]) == bfloats[i] && CanonicalCasts.Half(singles[i]) == halves[i],
                singles[i].ToString("x8", CultureInfo.InvariantCulture));
        }
    }
}
