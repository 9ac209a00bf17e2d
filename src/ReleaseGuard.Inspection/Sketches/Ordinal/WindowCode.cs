namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>
/// A code and the value published for it. The published value is the splitmix64 finaliser of code xor salt, which is a bijection:
/// a checker turns published values back into codes once, and then compares codes of any number of files without hashing what it reads.
/// </summary>
internal static class WindowCode
{
    public static ulong Publish(ulong code, ulong salt) => Mix(code ^ salt);

    public static ulong Recover(ulong published, ulong salt) => Unmix(published) ^ salt;

    /// <summary>Whether a window can have this code. A published value that was edited recovers to one that fails this with odds of 65,535 in 65,536 or better.</summary>
    public static bool IsPossible(ulong code, WindowKind kind)
    {
        if ((code & ~kind.CodeMask) != 0 || ((code >> (kind.PlaceBits * (WindowKind.BlockCount - 1))) & 1) != 0)
        {
            return false;
        }

        ulong places = 0;
        var edges = 0;
        for (var i = 0; i < WindowKind.BlockCount; i++)
        {
            var place = (int)(code >> ((kind.PlaceBits * i) + 1)) & (kind.BlockLength - 1);
            places |= 1UL << place;
            edges += place == 0 || place == kind.BlockLength - 1 ? 1 : 0;
        }

        return edges <= WindowKind.MaximumEdgePlaces && Bits.Count(places) >= WindowKind.MinimumDistinctPlaces;
    }

    /// <summary>The splitmix64 finaliser (Steele, Lea and Flood 2014).</summary>
    public static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private static ulong Unmix(ulong z)
    {
        unchecked
        {
            // The multipliers are the inverses of Mix's modulo 2^64; each xor-shift is undone by repeating it until the shift leaves the word.
            z = (z ^ (z >> 31) ^ (z >> 62)) * 0x319642B2D24D8EC3;
            z = (z ^ (z >> 27) ^ (z >> 54)) * 0x96DE1B173F119089;
            return z ^ (z >> 30) ^ (z >> 60);
        }
    }
}
