namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>How wide the running totals in the inner nodes of a version 2 B-tree are: as wide as the most records a subtree can hold needs.</summary>
internal static class Hdf5IndexWidths
{
    public static int TotalBytes(long nodeSize, int recordSize, int offsetSize, int depth)
    {
        const int NodeOverhead = 10;
        var leaf = (nodeSize - NodeOverhead) / recordSize;
        var countBytes = Bytes(leaf);
        decimal total = leaf;
        var width = 0;
        for (var level = 1; level < depth; level++)
        {
            var records = (nodeSize - NodeOverhead - (offsetSize + countBytes + width)) / (recordSize + offsetSize + countBytes + width);
            // A file may claim any depth; totals count in 64 bits.
            total = System.Math.Min(long.MaxValue, ((records + 1) * total) + records);
            width = Bytes((long)total);
        }

        return width;
    }

    /// <summary>Bytes that a number up to <paramref name="value"/> takes.</summary>
    public static int Bytes(long value)
    {
        var count = 1;
        for (; value > 255; value >>= 8)
        {
            count++;
        }

        return count;
    }
}
