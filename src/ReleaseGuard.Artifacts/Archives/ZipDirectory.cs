using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using ReleaseGuard.Artifacts.Formats;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Archives;

/// <summary>Finds and reads one zip archive's end record, central directory and local headers, and accounts for every byte between them.</summary>
internal sealed class ZipDirectory(FactsBuilder facts)
{
    private const uint EndSignature = 0x06054b50;
    private const uint End64Signature = 0x06064b50;
    private const uint Locator64Signature = 0x07064b50;
    private const uint CentralSignature = 0x02014b50;
    /// <summary>General purpose bit 5 (APPNOTE 4.4.4).</summary>
    private const int PatchData = 0x20;

    private const int EndLength = 22;
    private const int CentralLength = 46;
    private const int MaxComment = 65535;

    /// <summary>A directory larger than this is not read: 256 MiB is several million entries.</summary>
    private const long MaxDirectory = 256L * 1024 * 1024;

    private const long BombLength = 64L * 1024 * 1024;
    private const int BombRatio = 200;

    // Deflate cannot do better than 258 bytes for two bits.
    private const int ImpossibleRatio = 1032;

    private readonly SourceReader _reader = facts.Reader;
    private readonly List<Extent> _extents = [];

    public List<ZipEntryFacts> Read()
    {
        var entries = new List<ZipEntryFacts>();
        if (FindEnd() is not { } end)
        {
            return entries;
        }

        if (end.DirectoryLength > MaxDirectory)
        {
            facts.Problem("Z2", ArtifactProblemKind.Unread, $"the central directory has {end.DirectoryLength} bytes; more than {MaxDirectory} are not read", end.DirectoryOffset, end.DirectoryLength);
            return entries;
        }

        ReadCentral(end, entries);
        CheckNames(entries);
        CheckLayout(end);
        return entries;
    }

    private End? FindEnd()
    {
        var length = _reader.Length;
        if (length < EndLength)
        {
            facts.Malformed("Z1", $"{length} bytes are too few for a zip archive", 0, length);
            return null;
        }

        // The common case: no comment, so only the record itself is read.
        var record = new byte[EndLength];
        _reader.TryRead(length - EndLength, record);
        long position = -1;
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) == EndSignature && BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(20)) == 0)
        {
            position = length - EndLength;
        }
        else
        {
            var tail = new byte[(int)Math.Min(length, EndLength + MaxComment)];
            var start = length - tail.Length;
            _reader.TryRead(start, tail);
            long inexact = -1;
            for (var i = tail.Length - EndLength; i >= 0; i--)
            {
                if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) != EndSignature)
                {
                    continue;
                }

                var comment = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(i + 20));
                if (i + EndLength + comment == tail.Length)
                {
                    if (position >= 0)
                    {
                        facts.Malformed("Z1", "two end records fit the end of the file; readers differ in which they take", start + i, EndLength);
                    }
                    else
                    {
                        position = start + i;
                    }
                }
                else if (inexact < 0)
                {
                    inexact = start + i;
                }
            }

            if (position < 0)
            {
                position = inexact;
            }

            if (position < 0)
            {
                facts.Malformed("Z1", "no end of central directory record", Math.Max(0, length - EndLength), Math.Min(length, EndLength));
                return null;
            }

            _reader.TryRead(position, record);
        }

        return ReadEnd(position, record);
    }

    private End ReadEnd(long position, byte[] record)
    {
        var span = record.AsSpan();
        int disk = BinaryPrimitives.ReadUInt16LittleEndian(span.Slice(4));
        int directoryDisk = BinaryPrimitives.ReadUInt16LittleEndian(span.Slice(6));
        long countHere = BinaryPrimitives.ReadUInt16LittleEndian(span.Slice(8));
        long count = BinaryPrimitives.ReadUInt16LittleEndian(span.Slice(10));
        long directoryLength = BinaryPrimitives.ReadUInt32LittleEndian(span.Slice(12));
        long directoryOffset = BinaryPrimitives.ReadUInt32LittleEndian(span.Slice(16));
        long commentLength = BinaryPrimitives.ReadUInt16LittleEndian(span.Slice(20));

        var afterRecord = _reader.Length - position - EndLength;
        if (commentLength > afterRecord)
        {
            facts.Malformed("Z1", $"the archive comment of {commentLength} bytes reaches past the end of the file", position, EndLength);
            commentLength = afterRecord;
        }

        if (commentLength > 0)
        {
            facts.Problem("Z8", commentLength > 1024 ? ArtifactProblemKind.Orphan : ArtifactProblemKind.Note, $"the archive has a comment of {commentLength} bytes", position + EndLength, commentLength);
            facts.Payload("archive comment", position + EndLength, commentLength);
        }

        if (afterRecord > commentLength)
        {
            Unowned("bytes follow the end of the archive", "tail", position + EndLength + commentLength, afterRecord - commentLength);
        }

        // What the directory runs up to: the ZIP64 end record where there is one.
        var directoryEnd = position;
        Span<byte> locator = stackalloc byte[20];
        if (position >= 20 && _reader.TryRead(position - 20, locator) && BinaryPrimitives.ReadUInt32LittleEndian(locator) == Locator64Signature)
        {
            directoryEnd = position - 20;
            var at = BinaryPrimitives.ReadUInt64LittleEndian(locator.Slice(8));
            var end64 = FindEnd64(at, position - 20);
            if (end64 < 0)
            {
                facts.Malformed("Z11", "the ZIP64 locator does not lead to a ZIP64 end record", position - 20, 20);
            }
            else
            {
                directoryEnd = end64;
                var bytes = new byte[56];
                _reader.TryRead(end64, bytes);
                var size = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(4));
                if (size != (ulong)(position - 20 - end64 - 12))
                {
                    facts.Malformed("Z11", "the ZIP64 end record does not end where its locator begins", end64, 56);
                }
                else if (size > 44)
                {
                    facts.Payload("ZIP64 extensible data", end64 + 56, (long)size - 44);
                    facts.Problem("Z8", ArtifactProblemKind.Orphan, $"the ZIP64 end record carries {size - 44} bytes of extensible data", end64 + 56, (long)size - 44);
                }

                Widen(ref countHere, bytes, 24, 0xFFFF, "entry count");
                Widen(ref count, bytes, 32, 0xFFFF, "entry count");
                Widen(ref directoryLength, bytes, 40, 0xFFFFFFFF, "directory length");
                Widen(ref directoryOffset, bytes, 48, 0xFFFFFFFF, "directory offset");
                disk = disk == 0xFFFF ? 0 : disk;
                directoryDisk = directoryDisk == 0xFFFF ? 0 : directoryDisk;
            }
        }

        if (disk != 0 || directoryDisk != 0 || countHere != count)
        {
            facts.Problem("Z1", ArtifactProblemKind.Unread, "the archive is one part of several; the others were not given", position, EndLength);
        }

        return Place(directoryEnd, directoryOffset, directoryLength, count);
    }

    /// <summary>Where the directory truly is: as written, or, behind a prefix, where it would end at the end record.</summary>
    private End Place(long directoryEnd, long offset, long length, long count)
    {
        long prefix = 0;
        if (length < 0 || length > directoryEnd)
        {
            facts.Malformed("Z2", $"the central directory of {length} bytes does not fit before the end record", directoryEnd);
            length = 0;
            offset = directoryEnd;
        }
        else if (offset < 0 || offset > directoryEnd - length)
        {
            facts.Malformed("Z2", $"the central directory at {offset} reaches past the end record at {directoryEnd}", directoryEnd);
            offset = directoryEnd - length;
        }
        else if (offset + length < directoryEnd)
        {
            if (count > 0 && !IsCentral(offset) && IsCentral(directoryEnd - length))
            {
                prefix = directoryEnd - length - offset;
                Unowned("bytes stand before the archive, so it begins inside another file", "prefix", 0, prefix);
                offset += prefix;
            }
            else
            {
                Unowned("bytes lie between the central directory and the end record", "gap", offset + length, directoryEnd - offset - length);
            }
        }

        return new End(offset, length, count, prefix);
    }

    private bool IsCentral(long offset)
    {
        Span<byte> signature = stackalloc byte[4];
        return _reader.TryRead(offset, signature) && BinaryPrimitives.ReadUInt32LittleEndian(signature) == CentralSignature;
    }

    private long FindEnd64(ulong written, long locator)
    {
        // As written; else right before the locator, for an archive behind a prefix.
        Span<byte> signature = stackalloc byte[4];
        foreach (var candidate in new[] { written <= long.MaxValue ? (long)written : -1, locator - 56 })
        {
            if (candidate >= 0 && candidate <= locator - 56 && _reader.TryRead(candidate, signature) && BinaryPrimitives.ReadUInt32LittleEndian(signature) == End64Signature)
            {
                return candidate;
            }
        }

        return -1;
    }

    private void Widen(ref long value, byte[] record, int at, long saturated, string what)
    {
        var wide = BinaryPrimitives.ReadUInt64LittleEndian(record.AsSpan(at));
        if (value != saturated && (ulong)value != wide)
        {
            facts.Malformed("Z11", $"the {what} is {value} in the end record and {wide} in the ZIP64 record");
        }

        value = wide > long.MaxValue ? long.MaxValue : (long)wide;
    }

    private void ReadCentral(End end, List<ZipEntryFacts> entries)
    {
        var offset = end.DirectoryOffset;
        var stop = end.DirectoryOffset + end.DirectoryLength;
        var window = new ByteWindow(_reader, offset, end.DirectoryLength);
        while (offset < stop)
        {
            var header = window.Take(CentralLength);
            if (header.IsEmpty || BinaryPrimitives.ReadUInt32LittleEndian(header) != CentralSignature)
            {
                // A digital signature record (0x05054b50) is the only other thing that may stand here; nobody writes it.
                Unowned("bytes in the central directory are not an entry", "central directory", offset, stop - offset);
                break;
            }

            var central = ZipHeader.FromCentral(header);
            var variable = window.Take(central.NameLength + central.ExtraLength + central.CommentLength);
            if (variable.Length != central.NameLength + central.ExtraLength + central.CommentLength)
            {
                facts.Malformed("Z2", $"entry {entries.Count} reaches past the end of the central directory", offset, stop - offset);
                break;
            }

            entries.Add(ReadEntry(central, variable, offset, end));
            offset += CentralLength + variable.Length;
        }

        if (entries.Count != end.Count)
        {
            facts.Malformed("Z2", $"the end record says {end.Count} entries; the central directory has {entries.Count}", end.DirectoryOffset, end.DirectoryLength);
        }
    }

    private ZipEntryFacts ReadEntry(ZipHeader central, ReadOnlySpan<byte> variable, long at, End end)
    {
        var nameBytes = variable.Slice(0, central.NameLength).ToArray();
        var name = ZipName.Decode(nameBytes);
        var extra = variable.Slice(central.NameLength, central.ExtraLength);
        var zip64 = ZipExtra.Read(facts, extra, at + CentralLength + central.NameLength, name, nameBytes);
        central.Widen(zip64, facts, name, at);
        if (central.CommentLength > 0)
        {
            var commentAt = at + CentralLength + central.NameLength + central.ExtraLength;
            facts.Problem("Z8", central.CommentLength > 1024 ? ArtifactProblemKind.Orphan : ArtifactProblemKind.Note, $"'{name}' has a comment of {central.CommentLength} bytes", commentAt, central.CommentLength);
            facts.Payload($"comment of '{name}'", commentAt, central.CommentLength);
        }

        var isEncrypted = (central.Flags & (1 | 0x40 | 0x2000)) != 0 || zip64.IsEncrypted || central.Method == 99;
        var headerOffset = central.HeaderOffset > long.MaxValue - end.Prefix ? long.MaxValue : central.HeaderOffset + end.Prefix;
        string? unreadable = null;
        if (isEncrypted)
        {
            unreadable = "it is encrypted";
            facts.Problem("Z6", ArtifactProblemKind.Unread, $"'{name}' is encrypted", at);
        }
        else if ((central.Flags & PatchData) != 0)
        {
            unreadable = "it is a patch to data that is not there";
            facts.Problem("Z7", ArtifactProblemKind.Unread, $"'{name}' is said to be a patch to other data; some readers refuse it and others take it as it stands", at);
        }
        else if (central.Method is not (0 or 8))
        {
            unreadable = $"its compression method {central.Method} is not read here";
            facts.Problem("Z7", ArtifactProblemKind.Unread, $"'{name}' is compressed by method {central.Method}, which is not read here", at);
        }
        else if (central.Method == 0 && central.CompressedLength != central.Length)
        {
            unreadable = "its two lengths differ";
            facts.Malformed("Z3", $"'{name}' is stored with {central.CompressedLength} bytes but says it has {central.Length}", at);
        }

        if (central.Method == 8 && central.CompressedLength >= 0)
        {
            var ratio = central.Length / Math.Max(1, central.CompressedLength);
            if (ratio > ImpossibleRatio && central.Length > ImpossibleRatio)
            {
                facts.Malformed("Z9", $"'{name}' says {central.CompressedLength} bytes inflate to {central.Length}, more than deflate can", at);
            }
            else if (ratio > BombRatio && central.Length > BombLength)
            {
                facts.Malformed("Z9", $"'{name}' inflates {ratio} times, to {central.Length} bytes", at);
            }
        }

        var mode = central.UnixMode;
        var dataOffset = ReadLocal(central, name, nameBytes, headerOffset, end, ref unreadable);
        if (mode is not (0 or 0x8000 or 0x4000 or 0xA000))
        {
            facts.Malformed("Z5", $"'{name}' is neither file, folder nor link", at);
        }

        return new ZipEntryFacts(name, central.Method, central.Length, central.CompressedLength, central.Crc, headerOffset, dataOffset)
        {
            IsEncrypted = isEncrypted,
            IsDirectory = name.EndsWith("/", StringComparison.Ordinal) || mode == 0x4000,
            IsLink = mode == 0xA000,
            Unreadable = unreadable,
        };
    }

    private long ReadLocal(ZipHeader central, string name, byte[] nameBytes, long offset, End end, ref string? unreadable)
    {
        var local = ZipLocalHeader.Read(facts, central, name, nameBytes, offset);
        if (local is null)
        {
            unreadable ??= "its local header is not where the directory says";
            return -1;
        }

        var dataOffset = local.Value.DataOffset;
        if (central.CompressedLength < 0 || dataOffset > end.DirectoryOffset || central.CompressedLength > end.DirectoryOffset - dataOffset)
        {
            facts.Malformed("Z3", $"the data of '{name}' reaches into the central directory", dataOffset, tensor: null);
            unreadable ??= "its data reaches past the end";
            return -1;
        }

        var dataEnd = dataOffset + central.CompressedLength;
        if ((central.Flags & 8) != 0)
        {
            dataEnd += ZipLocalHeader.ReadDescriptor(facts, central, name, dataEnd);
        }

        _extents.Add(new Extent(offset, dataEnd, name));
        return dataOffset;
    }

    private void CheckNames(List<ZipEntryFacts> entries)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var folded = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            if (ArtifactPath.WhyItEscapes(entry.Name) is { } escape)
            {
                facts.Problem("Z5", ArtifactProblemKind.PathEscape, $"entry '{entry.Name}' leaves the archive's folder: {escape}", entry.HeaderOffset);
            }
            else if (ArtifactPath.WhyNotPlain(entry.Name) is { } why)
            {
                facts.Note("Z5", $"entry '{entry.Name}' is not a plain path: {why}", entry.HeaderOffset);
            }

            var plain = ZipName.Normalise(entry.Name);
            if (!names.Add(plain))
            {
                facts.Malformed("Z4", $"'{entry.Name}' is in the archive twice; readers differ in which they take", entry.HeaderOffset);
            }
            else if (!folded.Add(plain))
            {
                facts.Note("Z4", $"'{entry.Name}' differs from another entry only in case", entry.HeaderOffset);
            }
        }
    }

    private void CheckLayout(End end)
    {
        _extents.Sort(static (a, b) => a.Begin.CompareTo(b.Begin));
        var cursor = end.Prefix;
        foreach (var extent in _extents)
        {
            if (extent.Begin < cursor)
            {
                facts.Malformed("Z10", $"'{extent.Name}' shares bytes with another entry", extent.Begin, Math.Min(cursor, extent.End) - extent.Begin);
            }
            else if (extent.Begin > cursor)
            {
                Unowned($"bytes before '{extent.Name}' belong to no entry", "gap", cursor, extent.Begin - cursor);
            }

            cursor = Math.Max(cursor, extent.End);
        }

        if (cursor < end.DirectoryOffset)
        {
            Unowned("bytes before the central directory belong to no entry", "gap", cursor, end.DirectoryOffset - cursor);
        }
    }

    private void Unowned(string message, string what, long offset, long length)
    {
        facts.Problem("Z8", ArtifactProblemKind.Orphan, $"{length} {message}", offset, length);
        facts.Payload(what, offset, length);
    }

    private readonly record struct End(long DirectoryOffset, long DirectoryLength, long Count, long Prefix);

    private readonly record struct Extent(long Begin, long End, string Name);
}
