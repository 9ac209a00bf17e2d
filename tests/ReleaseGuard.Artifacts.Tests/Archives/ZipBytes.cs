using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using ReleaseGuard.Artifacts.Archives;

namespace ReleaseGuard.Artifacts.Tests.Archives;

/// <summary>Writes zip archives byte by byte, so a test can break exactly one field of exactly one header.</summary>
internal sealed class ZipBytes
{
    private readonly List<Entry> _entries = [];

    public byte[] Prefix { get; init; } = [];

    public byte[] Suffix { get; init; } = [];

    public byte[] Comment { get; init; } = [];

    public bool IsZip64 { get; init; }

    public int? EntryCount { get; init; }

    public bool OffsetsCountPrefix { get; init; } = true;

    public static byte[] Clean() => new ZipBytes().Add("a.txt", "alpha").Add("b/c.txt", new string('b', 5000), deflate: true).Build();

    public ZipBytes Add(string name, string text, bool deflate = false, Action<Entry>? change = null) => Add(name, Encoding.UTF8.GetBytes(text), deflate, change);

    public ZipBytes Add(string name, byte[] content, bool deflate = false, Action<Entry>? change = null)
    {
        var crc = default(Crc32);
        crc.Append(content);
        var entry = new Entry
        {
            Name = Encoding.UTF8.GetBytes(name),
            LocalName = Encoding.UTF8.GetBytes(name),
            Data = deflate ? Deflate(content) : content,
            Method = deflate ? 8 : 0,
            LocalMethod = deflate ? 8 : 0,
            Crc = crc.Value,
            LocalCrc = crc.Value,
            Length = content.Length,
            LocalLength = content.Length,
        };
        entry.CompressedLength = entry.LocalCompressedLength = entry.Data.Length;
        change?.Invoke(entry);
        _entries.Add(entry);
        return this;
    }

    public byte[] Build()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Prefix);
        var shift = OffsetsCountPrefix ? 0 : Prefix.Length;
        foreach (var entry in _entries)
        {
            writer.Write(entry.GapBefore);
            entry.Offset = entry.OffsetOverride ?? stream.Position - shift;
            writer.Write(0x04034b50);
            writer.Write((short)20);
            writer.Write((short)entry.LocalFlags);
            writer.Write((short)entry.LocalMethod);
            writer.Write(0);
            writer.Write(entry.LocalCrc);
            writer.Write((uint)entry.LocalCompressedLength);
            writer.Write((uint)entry.LocalLength);
            writer.Write((short)entry.LocalName.Length);
            writer.Write((short)entry.LocalExtra.Length);
            writer.Write(entry.LocalName);
            writer.Write(entry.LocalExtra);
            writer.Write(entry.Data);
            writer.Write(entry.Descriptor);
        }

        var directory = stream.Position;
        foreach (var entry in _entries)
        {
            writer.Write(0x02014b50);
            writer.Write((short)(entry.UnixMode is null ? 20 : 0x0314));
            writer.Write((short)20);
            writer.Write((short)entry.Flags);
            writer.Write((short)entry.Method);
            writer.Write(0);
            writer.Write(entry.Crc);
            writer.Write((uint)entry.CompressedLength);
            writer.Write((uint)entry.Length);
            writer.Write((short)entry.Name.Length);
            writer.Write((short)entry.Extra.Length);
            writer.Write((short)entry.Comment.Length);
            writer.Write((short)0);
            writer.Write((short)0);
            writer.Write((entry.UnixMode ?? 0) << 16);
            writer.Write((uint)entry.Offset);
            writer.Write(entry.Name);
            writer.Write(entry.Extra);
            writer.Write(entry.Comment);
        }

        var end = stream.Position;
        var count = EntryCount ?? _entries.Count;
        if (IsZip64)
        {
            writer.Write(0x06064b50);
            writer.Write(44L);
            writer.Write((short)45);
            writer.Write((short)45);
            writer.Write(0);
            writer.Write(0);
            writer.Write((long)count);
            writer.Write((long)count);
            writer.Write(end - directory);
            writer.Write(directory - shift);
            writer.Write(0x07064b50);
            writer.Write(0);
            writer.Write(end);
            writer.Write(1);
        }

        writer.Write(0x06054b50);
        writer.Write(0);
        writer.Write((short)(IsZip64 ? -1 : count));
        writer.Write((short)(IsZip64 ? -1 : count));
        writer.Write(IsZip64 ? -1 : (int)(end - directory));
        writer.Write(IsZip64 ? -1 : (int)(directory - shift));
        writer.Write((short)Comment.Length);
        writer.Write(Comment);
        writer.Write(Suffix);
        return stream.ToArray();
    }

    private static byte[] Deflate(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary>One entry: what the central directory says, and, with "Local", what the local header says.</summary>
    internal sealed class Entry
    {
        public byte[] Name { get; set; } = [];

        public byte[] LocalName { get; set; } = [];

        public byte[] Data { get; set; } = [];

        public byte[] Extra { get; set; } = [];

        public byte[] LocalExtra { get; set; } = [];

        public byte[] Comment { get; set; } = [];

        public byte[] GapBefore { get; set; } = [];

        public byte[] Descriptor { get; set; } = [];

        public int Flags { get; set; }

        public int LocalFlags { get; set; }

        public int Method { get; set; }

        public int LocalMethod { get; set; }

        public uint Crc { get; set; }

        public uint LocalCrc { get; set; }

        public long Length { get; set; }

        public long LocalLength { get; set; }

        public long CompressedLength { get; set; }

        public long LocalCompressedLength { get; set; }

        public int? UnixMode { get; set; }

        public long? OffsetOverride { get; set; }

        public long Offset { get; set; }
    }
}
