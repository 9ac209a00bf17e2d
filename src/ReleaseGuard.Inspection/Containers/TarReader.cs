using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>
/// A tar archive (POSIX.1-2017 pax, ustar, GNU long names) read strictly: every header's checksum must hold and every byte must belong to an entry or to the end.
/// netstandard2.0 has no tar reader, and the framework's does not report what it skips.
/// Problems: T1 header · T2 length · T3 no end · T4 the same name twice · T5 a path that leaves the folder · T6 kind · T7 bytes after the end.
/// </summary>
internal sealed class TarReader
{
    private const int Block = 512;
    private const int MaxExtension = 1 << 20;

    private readonly IArtifactSource _source;
    private readonly List<TarEntry> _entries = [];
    private readonly List<ArtifactProblem> _problems = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private string? _nextName;
    private string? _nextLink;
    private long? _nextLength;

    private TarReader(IArtifactSource source) => _source = source;

    public IReadOnlyList<TarEntry> Entries => _entries;

    public IReadOnlyList<ArtifactProblem> Problems => _problems;

    /// <summary>Whether the first block is a tar header: its magic, or for the oldest kind a checksum that holds. Text that merely speaks of the magic has no zero byte before it.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= Block && ((head.Slice(257, 5).SequenceEqual("ustar"u8) && head.Slice(0, Block).IndexOf((byte)0) >= 0) || (head[0] != 0 && ChecksumHolds(head)));

    /// <summary>Reads all headers. Content is not read; <see cref="IOException"/> passes to the caller.</summary>
    public static TarReader Open(IArtifactSource source, CancellationToken ct)
    {
        var reader = new TarReader(source);
        reader.Read(ct);
        return reader;
    }

    private void Read(CancellationToken ct)
    {
        var header = new byte[Block];
        long offset = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (!Fill(offset, header))
            {
                Problem("T3", ArtifactProblemKind.Malformed, "the archive ends without its end mark", offset);
                return;
            }

            if (IsZero(header))
            {
                CheckEnd(offset);
                return;
            }

            if (!ChecksumHolds(header))
            {
                Problem("T1", ArtifactProblemKind.Malformed, "a header's checksum does not hold; nothing after it can be told", offset);
                Problem("T1", ArtifactProblemKind.Unread, "entries after a broken header were not read", offset);
                return;
            }

            var length = _nextLength ?? Number(header.AsSpan(124, 12));
            if (length is not { } size || size < 0 || size > _source.Length - offset - Block)
            {
                Problem("T2", ArtifactProblemKind.Malformed, "an entry says it is longer than the archive", offset);
                Problem("T2", ArtifactProblemKind.Unread, "the entry and what follows it were not read", offset);
                return;
            }

            Take(header, offset, size);
            offset += Block + ((size + Block - 1) / Block * Block);
        }
    }

    private void Take(byte[] header, long offset, long size)
    {
        var kind = (char)header[156];
        switch (kind)
        {
            case 'x':
                ReadPax(offset + Block, size);
                return;
            case 'g':
                return;
            case 'L':
                _nextName = ReadText(offset + Block, size)?.TrimEnd('\0');
                return;
            case 'K':
                _nextLink = ReadText(offset + Block, size)?.TrimEnd('\0');
                return;
        }

        var name = _nextName ?? NameOf(header);
        var link = _nextLink ?? Text(header.AsSpan(157, 100));
        _nextName = null;
        _nextLink = null;
        _nextLength = null;
        var entryKind = kind switch
        {
            '0' or '\0' or '7' => name.EndsWith("/", StringComparison.Ordinal) ? TarEntryKind.Folder : TarEntryKind.File,
            '1' or '2' => TarEntryKind.Link,
            '5' => TarEntryKind.Folder,
            _ => TarEntryKind.Other,
        };
        name = name.Replace('\\', '/');
        while (name.StartsWith("./", StringComparison.Ordinal))
        {
            name = name.Substring(2);
        }

        Check(name, entryKind, kind, link, offset);
        _entries.Add(new TarEntry(name, entryKind, offset + Block, entryKind is TarEntryKind.File or TarEntryKind.Other ? size : 0, entryKind == TarEntryKind.Link ? link : null));
    }

    private void Check(string name, TarEntryKind entryKind, char kind, string link, long offset)
    {
        if (entryKind == TarEntryKind.Folder)
        {
            if (name.TrimEnd('/').Length > 0 && ArtifactPath.WhyItEscapes(name.TrimEnd('/')) is { } whyFolder)
            {
                Problem("T5", ArtifactProblemKind.PathEscape, $"the folder '{name}' leaves the archive: {whyFolder}", offset);
            }

            return;
        }

        if (ArtifactPath.WhyItEscapes(name) is { } why)
        {
            Problem("T5", ArtifactProblemKind.PathEscape, $"'{name}' leaves the archive's folder: {why}", offset);
        }

        if (!_names.Add(name))
        {
            Problem("T4", ArtifactProblemKind.Malformed, $"'{name}' is in the archive twice; readers differ in which one they take", offset);
        }

        if (entryKind == TarEntryKind.Link)
        {
            // A symbolic link starts from its own folder, a hard link from the archive's.
            var slash = name.LastIndexOf('/');
            var from = kind == '2' && slash >= 0 && !link.StartsWith("/", StringComparison.Ordinal) ? name.Substring(0, slash + 1) + link : link;
            if (ArtifactPath.WhyItEscapes(from) is { } whyLink)
            {
                Problem("T5", ArtifactProblemKind.PathEscape, $"'{name}' is a link to '{link}': {whyLink}", offset);
            }
        }
        else if (entryKind == TarEntryKind.Other)
        {
            Problem("T6", ArtifactProblemKind.Unread, $"'{name}' is of kind '{(kind is > ' ' and < (char)127 ? kind : '?')}' (a device, pipe, sparse file or unknown), which is not read", offset);
        }
    }

    private void ReadPax(long offset, long size)
    {
        // Records "LENGTH KEY=VALUE\n"; only what changes the reading of the next header matters here.
        var text = ReadText(offset, size);
        if (text is null)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var at = 0;
        while (at < bytes.Length && bytes[at] != 0)
        {
            var space = Array.IndexOf(bytes, (byte)' ', at);
            if (space < 0 || !int.TryParse(Encoding.ASCII.GetString(bytes, at, space - at), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length <= space - at + 1 || length > bytes.Length - at)
            {
                Problem("T1", ArtifactProblemKind.Malformed, "an extended header is not well formed", offset + at);
                return;
            }

            var record = Encoding.UTF8.GetString(bytes, space + 1, length - (space - at) - 1).TrimEnd('\n');
            var equals = record.IndexOf('=');
            var value = record.Substring(equals + 1);
            switch (equals < 0 ? string.Empty : record.Substring(0, equals))
            {
                case "path":
                    _nextName = value;
                    break;
                case "linkpath":
                    _nextLink = value;
                    break;
                case "size":
                    _nextLength = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
                    break;
            }

            at += length;
        }
    }

    private string? ReadText(long offset, long size)
    {
        if (size > MaxExtension)
        {
            Problem("T1", ArtifactProblemKind.Unread, "an extended header is larger than 1 MiB and was not read", offset, size);
            return null;
        }

        var bytes = new byte[size];
        return Fill(offset, bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    private void CheckEnd(long offset)
    {
        var block = new byte[64 * 1024];
        for (var at = offset; at < _source.Length;)
        {
            var count = _source.ReadAt(at, block);
            if (count == 0)
            {
                return;
            }

            for (var index = 0; index < count; index++)
            {
                if (block[index] != 0)
                {
                    Problem("T7", ArtifactProblemKind.Orphan, $"{_source.Length - at - index} bytes follow the end of the archive", at + index, _source.Length - at - index);
                    return;
                }
            }

            at += count;
        }
    }

    private static string NameOf(byte[] header)
    {
        var name = Text(header.AsSpan(0, 100));
        var isUstar = header.AsSpan(257, 6).SequenceEqual("ustar\0"u8);
        var prefix = isUstar ? Text(header.AsSpan(345, 155)) : string.Empty;
        return prefix.Length == 0 ? name : prefix + "/" + name;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString((end < 0 ? field : field.Slice(0, end)).ToArray());
    }

    /// <summary>Octal digits, or (GNU) a big-endian number marked by the top bit; null when neither.</summary>
    private static long? Number(ReadOnlySpan<byte> field)
    {
        long value = 0;
        if ((field[0] & 0x80) != 0)
        {
            foreach (var b in field.Slice(field.Length - 8))
            {
                value = (value << 8) | b;
            }

            return value;
        }

        foreach (var b in field)
        {
            if (b is (byte)' ' or 0)
            {
                continue;
            }

            if (b is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 3)
            {
                return null;
            }

            value = (value << 3) | (long)(b - (byte)'0');
        }

        return value;
    }

    private static bool ChecksumHolds(ReadOnlySpan<byte> header)
    {
        if (Number(header.Slice(148, 8)) is not { } stated)
        {
            return false;
        }

        long sum = 0;
        for (var index = 0; index < Block; index++)
        {
            sum += index is >= 148 and < 156 ? ' ' : header[index];
        }

        return sum == stated;
    }

    private static bool IsZero(byte[] block)
    {
        foreach (var b in block)
        {
            if (b != 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool Fill(long offset, byte[] buffer) => _source.TryReadAll(offset, buffer);

    private void Problem(string invariant, ArtifactProblemKind kind, string message, long offset, long? length = null) =>
        _problems.Add(new ArtifactProblem(invariant, kind, message, offset, length));
}
