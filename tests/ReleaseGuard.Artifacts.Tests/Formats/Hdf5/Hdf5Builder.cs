using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Artifacts.Tests.Formats.Hdf5;

/// <summary>Writes small HDF5 files by hand: superblock 0, version 1 object headers, groups by symbol table or by link messages.</summary>
internal sealed class Hdf5Builder
{
    private const int SuperblockLength = 96;

    private readonly List<byte> _bytes = [.. new byte[SuperblockLength]];

    public long Position => _bytes.Count;

    /// <summary>Adds a block and returns its address.</summary>
    public long Add(byte[] block)
    {
        while (_bytes.Count % 8 != 0)
        {
            _bytes.Add(0);
        }

        var address = _bytes.Count;
        _bytes.AddRange(block);
        return address;
    }

    public long ObjectHeader(params (int Type, byte[] Data)[] messages)
    {
        var body = new List<byte>();
        foreach (var (type, data) in messages)
        {
            var padded = data.Concat(new byte[(8 - (data.Length % 8)) % 8]).ToArray();
            body.AddRange([.. U16(type), .. U16(padded.Length), 0, 0, 0, 0, .. padded]);
        }

        return Add([1, 0, .. U16(messages.Length), .. U32(1), .. U32(body.Count), 0, 0, 0, 0, .. body]);
    }

    public long Dataset(long[] shape, byte[] data, byte[]? type = null, long? declared = null) =>
        ObjectHeader(Dataspace(shape), (3, type ?? Float32), Contiguous(Add(data), declared ?? data.Length));

    public long GroupByLinks(params (string Name, long Address)[] links) => ObjectHeader([.. links.Select(link => HardLink(link.Name, link.Address))]);

    public long GroupBySymbols(params (string Name, long Address)[] links)
    {
        var names = new List<byte>(new byte[8]);
        var entries = new List<byte>();
        foreach (var (name, address) in links)
        {
            entries.AddRange([.. U64(names.Count), .. U64(address), .. new byte[24]]);
            names.AddRange(Encoding.UTF8.GetBytes(name));
            names.Add(0);
            names.AddRange(new byte[(8 - (names.Count % 8)) % 8]);
        }

        var heapData = Add([.. names]);
        var heap = Add([.. "HEAP"u8, 0, 0, 0, 0, .. U64(names.Count), .. U64(-1), .. U64(heapData)]);
        var leaf = Add([.. "SNOD"u8, 1, 0, .. U16(links.Length), .. entries, .. new byte[(8 - links.Length) * 40]]);
        var tree = Add([.. "TREE"u8, 0, 0, .. U16(1), .. U64(-1), .. U64(-1), .. U64(0), .. U64(leaf), .. U64(8), .. new byte[(31 * 16)]]);
        return ObjectHeader((0x11, [.. U64(tree), .. U64(heap)]));
    }

    public byte[] Finish(long root, long? end = null)
    {
        byte[] superblock =
        [
            0x89, .. "HDF\r\n"u8, 0x1a, 0x0a, 0, 0, 0, 0, 0, 8, 8, 0, .. U16(4), .. U16(16), .. U32(0),
            .. U64(0), .. U64(-1), .. U64(end ?? _bytes.Count), .. U64(-1), .. U64(0), .. U64(root), .. new byte[24],
        ];
        for (var i = 0; i < superblock.Length; i++)
        {
            _bytes[i] = superblock[i];
        }

        return [.. _bytes];
    }

    public static byte[] Float32 => [0x11, 0x20, 0x1f, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0];

    public static byte[] FixedText(int length) => [0x13, 0, 0, 0, .. U32(length)];

    public static (int Type, byte[] Data) Dataspace(params long[] shape) => (1, [1, (byte)shape.Length, 0, 0, 0, 0, 0, 0, .. shape.SelectMany(U64)]);

    public static (int Type, byte[] Data) Contiguous(long address, long length) => (8, [3, 1, .. U64(address), .. U64(length)]);

    public static (int Type, byte[] Data) HardLink(string name, long address) => (6, [1, 0, (byte)Encoding.UTF8.GetByteCount(name), .. Encoding.UTF8.GetBytes(name), .. U64(address)]);

    public static (int Type, byte[] Data) ExternalLink(string name, string target) =>
        (6, [1, 8, 64, (byte)name.Length, .. Encoding.UTF8.GetBytes(name), .. U16(target.Length + 4), 0, .. Encoding.UTF8.GetBytes(target), 0, (byte)'x', 0]);

    /// <summary>A version 3 attribute of one fixed-length text.</summary>
    public static (int Type, byte[] Data) Attribute(string name, string text)
    {
        var type = FixedText(Encoding.UTF8.GetByteCount(text));
        byte[] space = [1, 0, 0, 0, 0, 0, 0, 0];
        return (0x0C, [3, 0, .. U16(name.Length + 1), .. U16(type.Length), .. U16(space.Length), 0, .. Encoding.UTF8.GetBytes(name), 0, .. type, .. space, .. Encoding.UTF8.GetBytes(text)]);
    }

    public static byte[] U16(int value) => BitConverter.GetBytes((ushort)value);

    public static byte[] U32(long value) => BitConverter.GetBytes((uint)value);

    public static byte[] U64(long value) => BitConverter.GetBytes(value);
}
