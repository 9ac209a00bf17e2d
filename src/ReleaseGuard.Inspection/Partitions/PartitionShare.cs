using System;
using System.Globalization;

namespace ReleaseGuard.Inspection.Partitions;

/// <summary>One job's share of a content pass: the third of eight.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">Of how many.</param>
public readonly record struct PartitionShare(int Number, int Count)
{
    /// <summary>More parts than this are a mistake in a script.</summary>
    public const int MaxCount = 100_000;

    /// <summary>The share written as <c>3/8</c>; null when it is not one.</summary>
    public static PartitionShare? Parse(string text)
    {
        var slash = text.IndexOf('/');
        return slash > 0
            && int.TryParse(text.Substring(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(text.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? Of(number, count)
            : null;
    }

    /// <summary>The share of these numbers; null when there is none.</summary>
    public static PartitionShare? Of(int number, int count) => number >= 1 && number <= count && count <= MaxCount ? new PartitionShare(number, count) : null;

    /// <inheritdoc/>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture) + "/" + Count.ToString(CultureInfo.InvariantCulture);
}
