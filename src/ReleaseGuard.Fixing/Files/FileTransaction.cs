using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;

namespace ReleaseGuard.Fixing;

/// <summary>
/// Replaces several files, all or none. Each new content is written to a work folder and forced to the disk; a journal in the base folder lists
/// what is to be replaced before the first file is touched; every original stays in the work folder until <see cref="Commit"/>. Whatever stops the
/// process in between, the originals are there, and the next fix with that base folder puts them back first. The work folder lies beside each file,
/// or, for a release, whose folder is to hold nothing but the release, once in the base folder.
/// </summary>
internal sealed class FileTransaction : IDisposable
{
    /// <summary>The folder beside each file, and in the root, while files are being replaced. Its dot keeps it out of the SDK's wildcards.</summary>
    public const string WorkFolder = ".releaseguard-fix";

    /// <summary>Where the journal lies below the root.</summary>
    public const string JournalName = WorkFolder + "/journal";

    private const byte Working = (byte)'w';
    private const byte Done = (byte)'d';

    private readonly FileStream _journal;
    private readonly string _journalPath;
    private readonly List<Entry> _entries;
    private bool _closed;

    private FileTransaction(string journalPath, FileStream journal, List<Entry> entries)
    {
        _journalPath = journalPath;
        _journal = journal;
        _entries = entries;
    }

    /// <summary>Puts back what an interrupted fix left, and forgets what a finished one did not tidy up. True when there was something.</summary>
    /// <exception cref="FixProblemException">Another fix is at work in that root, or the journal cannot be read.</exception>
    public static bool Recover(string root, bool isTogether = false)
    {
        var path = Path.Combine(root, JournalName);
        if (!File.Exists(path)) return false;
        try
        {
            using (var journal = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                var (state, entries) = ReadJournal(journal, root, isTogether);
                foreach (var entry in entries)
                {
                    if (!Directory.Exists(Path.GetDirectoryName(entry.New))) continue;
                    if (state == Done) File.Delete(entry.Old);
                    else entry.PutBack();
                    File.Delete(entry.New);
                    Entry.RemoveIfEmpty(entry.New);
                }
            }

            File.Delete(path);
            Entry.RemoveIfEmpty(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FixProblemException($"another fix is at work here, or '{JournalName}' of an interrupted one cannot be undone: {error.Message}");
        }
    }

    /// <summary>Replaces the files. On any failure every file is as it was, and the exception goes on.</summary>
    public static FileTransaction Apply(string root, IReadOnlyList<Replacement> replacements, CancellationToken ct, bool isTogether = false)
    {
        var id = Guid.NewGuid().ToString("N")[..8];
        var entries = replacements.Select(replacement => Entry.For(replacement.Path, id, isTogether ? root : null)).ToList();
        var journalPath = Path.Combine(root, JournalName);
        FileStream journal;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(journalPath)!);
            journal = new FileStream(journalPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(journalPath))
        {
            throw new FixProblemException("another fix is at work here; wait for it to end.");
        }

        var transaction = new FileTransaction(journalPath, journal, entries);
        try
        {
            journal.Write([Working, (byte)'\n']);
            journal.Write(Encoding.UTF8.GetBytes(string.Concat(entries.Select(entry => $"{Path.GetRelativePath(root, entry.File)}\0{id}\n"))));
            journal.Flush(flushToDisk: true);
            for (var i = 0; i < entries.Count; i++)
            {
                ct.ThrowIfCancellationRequested();
                if (replacements[i].Write is { } write) entries[i].WriteNew(write);
            }

            for (var i = 0; i < entries.Count; i++)
            {
                ct.ThrowIfCancellationRequested();
                entries[i].Replace(removes: replacements[i].Write is null);
            }

            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>Keeps what was written.</summary>
    public void Commit()
    {
        // From this byte on the new files are the files: an interruption below leaves only originals to tidy away.
        _journal.Position = 0;
        _journal.WriteByte(Done);
        _journal.Flush(flushToDisk: true);
        foreach (var entry in _entries.Where(static entry => File.Exists(entry.Old))) File.Delete(entry.Old);
        Close();
    }

    /// <summary>Puts every original back unless <see cref="Commit"/> was called.</summary>
    public void Dispose()
    {
        if (_closed) return;
        foreach (var entry in _entries)
        {
            entry.PutBack();
            if (File.Exists(entry.New)) File.Delete(entry.New);
        }

        Close();
    }

    private void Close()
    {
        _closed = true;
        _journal.Dispose();
        File.Delete(_journalPath);
        foreach (var entry in _entries) Entry.RemoveIfEmpty(entry.New);
        Entry.RemoveIfEmpty(_journalPath);
    }

    // A line that was cut off belongs to a journal that was not complete: nothing had been replaced yet.
    private static (byte State, List<Entry> Entries) ReadJournal(FileStream journal, string root, bool isTogether)
    {
        using var copy = new MemoryStream();
        journal.CopyTo(copy);
        var text = Encoding.UTF8.GetString(copy.ToArray());
        var entries = new List<Entry>();
        foreach (var line in text.Split('\n').Skip(1).SkipLast(1))
        {
            var parts = line.Split('\0');
            if (parts.Length == 2 && parts[1].Length == 8 && !parts[0].StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(parts[0])) entries.Add(Entry.For(Path.GetFullPath(Path.Combine(root, parts[0])), parts[1], isTogether ? root : null));
        }

        return (text.Length > 0 && text[0] == (char)Done ? Done : Working, entries);
    }

    /// <summary>A file, the new content beside it, and the original while it is replaced.</summary>
    private sealed record Entry(string File, string New, string Old)
    {
        public static Entry For(string file, string id, string? folder)
        {
            // Files of one name from several folders meet in one work folder: the path tells them apart.
            var name = folder is null ? Path.GetFileName(file) : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(file)))[..16];
            var beside = Path.Combine(folder ?? Path.GetDirectoryName(file)!, WorkFolder, $"{name}.{id}");
            return new Entry(file, beside + ".new", beside + ".old");
        }

        public static void RemoveIfEmpty(string inside)
        {
            var folder = Path.GetDirectoryName(inside)!;
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }

        public void WriteNew(Action<Stream> write)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(New)!);
            using (var stream = new FileStream(New, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 20))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(New, System.IO.File.GetUnixFileMode(File));
        }

        public void Replace(bool removes)
        {
            // Replace gives the original its second name before the new file takes the first: the file is there at every moment.
            if (removes)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Old)!);
                System.IO.File.Move(File, Old);
                return;
            }

            try
            {
                System.IO.File.Replace(New, File, Old);
            }
            catch (IOException) when (System.IO.File.Exists(New) && !System.IO.File.Exists(Old))
            {
                // A file system without second names: the original is copied instead.
                System.IO.File.Copy(File, Old);
                System.IO.File.Move(New, File, overwrite: true);
            }
        }

        public void PutBack()
        {
            if (!System.IO.File.Exists(Old)) return;
            System.IO.File.Move(Old, File, overwrite: true);

            // Two names of one file: renaming one to the other does nothing.
            System.IO.File.Delete(Old);
        }
    }
}
