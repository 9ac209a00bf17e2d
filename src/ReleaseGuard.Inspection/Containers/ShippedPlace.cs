using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>Where one file lies inside what ships: a path below the audited root and, in an archive, the entry.</summary>
/// <param name="File">Path relative to the audited root, with forward slashes.</param>
/// <param name="Entry">Path inside the archive; nested archives are joined by <see cref="EntrySeparator"/>.</param>
internal sealed record ShippedPlace(string File, string? Entry = null)
{
    public const string EntrySeparator = "!/";

    /// <summary>Both parts in one line for people.</summary>
    public string Display => Entry is null ? File : File + EntrySeparator + Entry;

    /// <summary>The innermost path: the entry of the last archive, or the file.</summary>
    public string Inner
    {
        get
        {
            if (Entry is null)
            {
                return File;
            }

            var last = Entry.LastIndexOf(EntrySeparator, StringComparison.Ordinal);
            return last < 0 ? Entry : Entry.Substring(last + EntrySeparator.Length);
        }
    }

    /// <summary>The last segment of <see cref="Inner"/>.</summary>
    public string FileName => Inner.Substring(Inner.LastIndexOf('/') + 1);

    /// <summary>The folder that <see cref="Inner"/> lies in with everything around it, empty at the root.</summary>
    public string Folder
    {
        get
        {
            var display = Display;
            var slash = display.LastIndexOf('/');
            return slash < 0 ? string.Empty : display.Substring(0, slash);
        }
    }

    /// <summary>A place inside the archive that this place is.</summary>
    public ShippedPlace Within(string entry) => new(File, Entry is null ? entry : Entry + EntrySeparator + entry);

    /// <summary>
    /// Every path a file pattern is held against: the whole path and each of its tails, archives counted as folders.
    /// A pattern names a file by its place in the product; packages, <c>models/</c> folders and archives only put folders before it.
    /// </summary>
    public IEnumerable<string> Tails()
    {
        var path = Entry is null ? File : File + "/" + Entry.Replace(EntrySeparator, "/");
        while (true)
        {
            yield return path;
            var slash = path.IndexOf('/');
            if (slash < 0)
            {
                yield break;
            }

            path = path.Substring(slash + 1);
        }
    }
}
