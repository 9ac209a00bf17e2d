using System;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>A search that netstandard2.0 lacks.</summary>
internal static class SpanSearch
{
    /// <summary>Whether any byte is not zero.</summary>
    public static bool HasNonZero(this Span<byte> bytes) => HasNonZero((ReadOnlySpan<byte>)bytes);

    /// <summary>Whether any byte is not zero.</summary>
    public static bool HasNonZero(this ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b != 0)
            {
                return true;
            }
        }

        return false;
    }
}
