using System;
using System.Globalization;

namespace ReleaseGuard.Artifacts;

/// <summary>A shard's file name, <c>prefix-00001-of-00055.safetensors</c>.</summary>
/// <param name="Prefix">What stands before the number.</param>
/// <param name="Number">The shard's number; the first is 1.</param>
/// <param name="Count">How many shards there are.</param>
/// <param name="Extension">The ending, with the dot.</param>
public sealed record ShardName(string Prefix, int Number, int Count, string Extension)
{
    /// <summary>The parts of <paramref name="fileName"/>, or null when it is no shard's name.</summary>
    public static ShardName? Parse(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        var of = dot < 0 ? -1 : fileName.LastIndexOf("-of-", dot, StringComparison.Ordinal);
        if (of < 0)
        {
            return null;
        }

        var mark = of - 1;
        while (mark >= 0 && fileName[mark] is >= '0' and <= '9')
        {
            mark--;
        }

        if (mark < 0 || fileName[mark] is not ('-' or '_'))
        {
            return null;
        }

        return Digits(fileName, mark + 1, of) is { } number && Digits(fileName, of + 4, dot) is { } count
            ? new ShardName(fileName.Substring(0, mark), number, count, fileName.Substring(dot))
            : null;
    }

    private static int? Digits(string text, int start, int end) =>
        end - start is 5 or 6 && int.TryParse(text.Substring(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
