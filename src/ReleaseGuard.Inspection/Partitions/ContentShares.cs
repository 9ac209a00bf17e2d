using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.ContentRecords;

namespace ReleaseGuard.Inspection.Partitions;

/// <summary>
/// Shares files out among jobs that do not talk to each other: every job that lists the same files comes to the same shares. The largest
/// file goes to the job with the fewest bytes, then the next.
/// </summary>
internal static class ContentShares
{
    /// <summary>For each file, the number of its part, from 1.</summary>
    public static int[] Assign(IReadOnlyList<ShippedFile> files, int count)
    {
        var parts = new int[files.Count];
        var loads = new SortedSet<(long Bytes, int Part)>(Enumerable.Range(1, count).Select(static part => (0L, part)));
        foreach (var index in Enumerable.Range(0, files.Count).OrderByDescending(index => files[index].Length).ThenBy(index => files[index].Place.Display, StringComparer.Ordinal))
        {
            var least = loads.Min;
            loads.Remove(least);
            parts[index] = least.Part;

            // An empty file has its cost too: opening it.
            loads.Add((least.Bytes + files[index].Length + 1, least.Part));
        }

        return parts;
    }

    /// <summary>SHA-256 over path, length and time of every file, so that jobs and merge can tell that they saw the same ones.</summary>
    public static string Fingerprint(ShippedFiles shipped)
    {
        var text = new StringBuilder();
        foreach (var file in shipped.Files)
        {
            text.Append(file.Place.Display).Append('\n').Append(file.Length).Append(' ').Append(ModifiedOf(file)).Append('\n');
        }

        using var sha256 = SHA256.Create();
        return Hex.Lower(sha256.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static long ModifiedOf(ShippedFile file)
    {
        try
        {
            return FileStamp.Of(file.DiskPath).Modified;
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            return 0;
        }
    }
}
