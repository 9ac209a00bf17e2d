namespace ReleaseGuard.Inspection.Containers;

/// <summary>
/// How much of one file's nested archives is opened. An archive can promise more than any machine can hold; what lies beyond a bound is
/// reported as not read, so a bomb ends as inconclusive and never as a pass.
/// </summary>
internal sealed class ArchiveBudget
{
    /// <summary>Archives inside archives.</summary>
    public const int MaxDepth = 8;

    /// <summary>Up to here an entry may inflate whatever its compressed size; small highly compressed files are common.</summary>
    public const long FreeBytes = 64L << 20;

    /// <summary>Beyond <see cref="FreeBytes"/>, inflated bytes allowed for each compressed byte. Weights compress at most about 10 to 1; deflate's limit is 1,032 to 1.</summary>
    public const long MaxRatio = 400;

    private int _entriesLeft = 1_000_000;
    private long _bytesLeft = 256L << 30;

    /// <summary>Counts one entry; false when there have been too many.</summary>
    public bool TakeEntry() => _entriesLeft > 0 && _entriesLeft-- > 0;

    /// <summary>Counts inflated bytes; false when there have been too many.</summary>
    public bool TakeBytes(long count)
    {
        if (count > _bytesLeft)
        {
            return false;
        }

        _bytesLeft -= count;
        return true;
    }

    /// <summary>Whether an entry inflates so far beyond its compressed size that it is made to exhaust its reader.</summary>
    public static bool IsBomb(long inflated, long compressed) => inflated > FreeBytes && inflated / MaxRatio > compressed;
}
