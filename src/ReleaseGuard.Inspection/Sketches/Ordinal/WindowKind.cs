using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>
/// The two shapes of window that the ordinal sketch reads: eight consecutive blocks of a row. A code says, block by block, where the
/// largest magnitude lies and whether its sign is that of the first block's; neither changes when weights are rounded, scaled or lightly tuned.
/// </summary>
public sealed class WindowKind
{
    /// <summary>Blocks in a window of either kind.</summary>
    public const int BlockCount = 8;

    /// <summary>Codes kept for one tensor, kind and orientation: those whose maxima stand out most.</summary>
    public const int CodesKept = 256;

    /// <summary>A window whose maxima lie at fewer different places than this says too little to be a code.</summary>
    public const int MinimumDistinctPlaces = 5;

    /// <summary>A window with more maxima than this at the first or last place of their block is smooth data, not weights.</summary>
    public const int MaximumEdgePlaces = 3;

    /// <summary>Eight blocks of 32 elements, for rows of 256 elements and more.</summary>
    public static readonly WindowKind Wide = new("32x8", 32, 6);

    /// <summary>Eight blocks of 16 elements, for rows of 128 elements and more.</summary>
    public static readonly WindowKind Narrow = new("16x8", 16, 5);

    private WindowKind(string name, int blockLength, int placeBits)
    {
        Name = name;
        BlockLength = blockLength;
        PlaceBits = placeBits;
    }

    /// <summary>Both kinds, in the order in which files and reports list them.</summary>
    public static IReadOnlyList<WindowKind> All { get; } = [Wide, Narrow];

    /// <summary>Name in sketch files: <c>32x8</c> or <c>16x8</c>.</summary>
    public string Name { get; }

    /// <summary>Elements in one block.</summary>
    public int BlockLength { get; }

    /// <summary>Elements in one window; a shorter row has none.</summary>
    public int WindowLength => BlockLength * BlockCount;

    /// <summary>Number of codes there could be, (2B)⁸: every place and sign of eight blocks.</summary>
    public double CodeSpace => Math.Pow(2 * BlockLength, BlockCount);

    /// <summary>Bits of a code that one block takes: its place, then its sign.</summary>
    internal int PlaceBits { get; }

    /// <summary>The bits that a code can have set.</summary>
    internal ulong CodeMask => (1UL << (PlaceBits * BlockCount)) - 1;

    /// <summary>The sign bit of each of the eight blocks.</summary>
    internal ulong SignMask
    {
        get
        {
            var mask = 0UL;
            for (var i = 0; i < BlockCount; i++)
            {
                mask = (mask << PlaceBits) | 1;
            }

            return mask;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
