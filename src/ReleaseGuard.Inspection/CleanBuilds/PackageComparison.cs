using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace ReleaseGuard.Inspection.CleanBuilds;

/// <summary>
/// Whether two packages are the same release: byte for byte; else entry by entry, leaving out what NuGet makes up for each package (the name of
/// its core properties); and assemblies that differ in bytes by their members.
/// </summary>
internal static class PackageComparison
{
    private const int MaxNamed = 3;

    /// <summary>How the second differs from the first, a sentence for each entry; empty where they are the same.</summary>
    /// <param name="first">The package of the full checkout.</param>
    /// <param name="second">The package of the clean copy.</param>
    /// <param name="isIdentical">Whether they are the same byte for byte.</param>
    internal static IReadOnlyList<(string Entry, string What)> Compare(string first, string second, out bool isIdentical)
    {
        using (var one = File.OpenRead(first))
        using (var other = File.OpenRead(second))
            isIdentical = one.Length == other.Length && AreSame(one, other);
        if (isIdentical)
            return [];

        using var full = ZipFile.OpenRead(first);
        using var clean = ZipFile.OpenRead(second);
        var (fullEntries, cleanEntries) = (Entries(full), Entries(clean));
        var found = new List<(string, string)>();
        foreach (var name in fullEntries.Keys.Concat(cleanEntries.Keys).Distinct(StringComparer.Ordinal).OrderBy(static name => name, StringComparer.Ordinal))
        {
            if (!cleanEntries.TryGetValue(name, out var inClean))
                found.Add((name, "is missing from the clean copy's package"));
            else if (!fullEntries.TryGetValue(name, out var inFull))
                found.Add((name, "is only in the clean copy's package"));
            else if (Difference(inFull, inClean) is { } what)
                found.Add((name, what));
        }

        return found;
    }

    private static Dictionary<string, ZipArchiveEntry> Entries(ZipArchive package)
    {
        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in package.Entries.Where(static entry => entry.FullName != "_rels/.rels"))
            entries[entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal) ? "core properties" : entry.FullName] = entry;
        return entries;
    }

    private static string? Difference(ZipArchiveEntry full, ZipArchiveEntry clean)
    {
        using (var one = full.Open())
        using (var other = clean.Open())
        {
            if (full.Length == clean.Length && AreSame(one, other))
                return null;
        }

        if (Path.GetExtension(full.FullName) is ".dll" or ".exe" && Members(full) is { } fullMembers && Members(clean) is { } cleanMembers)
        {
            var lost = fullMembers.Where(line => !cleanMembers.Contains(line)).OrderBy(static name => name, StringComparer.Ordinal).ToList();
            var added = cleanMembers.Where(line => !fullMembers.Contains(line)).OrderBy(static name => name, StringComparer.Ordinal).ToList();
            // The same members under other ids: a build that is not deterministic.
            return lost.Count + added.Count == 0 ? null
                : "differs" + (lost.Count == 0 ? "" : ": the clean copy's lacks " + Named(lost)) + (added.Count == 0 ? "" : (lost.Count == 0 ? ": it" : " and") + " has " + Named(added));
        }

        // Symbols follow their assembly, which is compared by itself.
        return Path.GetExtension(full.FullName) == ".pdb" ? null : $"differs: {full.Length} bytes from the full checkout, {clean.Length} from the clean copy";
    }

    private static HashSet<string>? Members(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(content);
        content.Position = 0;
        return AssemblyMembers.Read(content);
    }

    private static string Named(List<string> lines) =>
        string.Join(", ", lines.Take(MaxNamed)) + (lines.Count > MaxNamed ? $" and {lines.Count - MaxNamed} more" : "");

    private static bool AreSame(Stream one, Stream other)
    {
        var (a, b) = (new byte[81920], new byte[81920]);
        while (true)
        {
            var (read, readOther) = (Fill(one, a), Fill(other, b));
            if (read != readOther || !a.AsSpan(0, read).SequenceEqual(b.AsSpan(0, read)))
                return false;
            if (read < a.Length)
                return true;
        }
    }

    private static int Fill(Stream stream, byte[] buffer)
    {
        var filled = 0;
        while (filled < buffer.Length && stream.Read(buffer, filled, buffer.Length - filled) is > 0 and var read)
            filled += read;
        return filled;
    }
}
