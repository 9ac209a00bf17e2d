using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>The lines that tell two texts apart: the fewest there are, where the texts are not too large to say; otherwise everything between what they begin and end with.</summary>
internal static class LineDiffer
{
    /// <summary>Cells of the table of common lines: 4 MiB of them take a hundredth of a second.</summary>
    private const long MaxCells = 4L << 20;

    public static IReadOnlyList<LineChange> Compare(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        int start = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start])
            start++;
        int endBefore = before.Count;
        int endAfter = after.Count;
        while (endBefore > start && endAfter > start && before[endBefore - 1] == after[endAfter - 1])
        {
            endBefore--;
            endAfter--;
        }

        int rows = endBefore - start;
        int columns = endAfter - start;
        List<LineChange> changes = [];
        int[,]? common = (long)(rows + 1) * (columns + 1) <= MaxCells ? CommonLines(before, after, start, rows, columns) : null;
        int row = 0;
        int column = 0;
        while (row < rows || column < columns)
        {
            if (common is not null && row < rows && column < columns && before[start + row] == after[start + column])
            {
                row++;
                column++;
            }
            else if (row < rows && (column == columns || common is null || common[row + 1, column] >= common[row, column + 1]))
            {
                changes.Add(new LineChange(false, start + row + 1, before[start + row]));
                row++;
            }
            else
            {
                changes.Add(new LineChange(true, start + column + 1, after[start + column]));
                column++;
            }
        }

        return changes;
    }

    /// <summary>For each pair of places the most lines that what follows them has in common, in order.</summary>
    private static int[,] CommonLines(IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int rows, int columns)
    {
        int[,] common = new int[rows + 1, columns + 1];
        for (int row = rows - 1; row >= 0; row--)
            for (int column = columns - 1; column >= 0; column--)
                common[row, column] = before[start + row] == after[start + column]
                    ? common[row + 1, column + 1] + 1
                    : Math.Max(common[row + 1, column], common[row, column + 1]);
        return common;
    }
}
