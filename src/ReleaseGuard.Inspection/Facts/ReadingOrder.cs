using System.Collections.Generic;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>In which order files are read where several are read at once: an index takes as long as all its shards' headers, and stands behind them by name.</summary>
internal static class ReadingOrder
{
    /// <summary>The numbers of <paramref name="files"/>, indexes of checkpoints first and otherwise as they stand.</summary>
    public static int[] Of(IReadOnlyList<ShippedFile> files)
    {
        var order = new int[files.Count];
        var next = 0;
        foreach (var isIndex in new[] { true, false })
        {
            for (var number = 0; number < files.Count; number++)
            {
                if (ShardedIndex.IsIndexName(files[number].Place.FileName) == isIndex)
                {
                    order[next++] = number;
                }
            }
        }

        return order;
    }
}
