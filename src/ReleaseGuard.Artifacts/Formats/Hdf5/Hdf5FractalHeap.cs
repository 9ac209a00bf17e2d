using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>
/// Objects kept in a fractal heap (format specification 3.0, III.G), found through the version 2 B-tree that indexes them by name. Managed objects
/// in unfiltered direct blocks are read; huge, tiny and filtered ones, which neither h5py nor Keras write for links, end as not read.
/// </summary>
internal sealed class Hdf5FractalHeap(Hdf5File file)
{
    private const int ChecksummedBlocks = 2;

    private readonly HashSet<long> _visited = [];
    private readonly SortedDictionary<long, long> _blocks = [];
    private long[] _begins = [];
    private long _header;
    private int _maxHeapBits;
    private long _startBlock;
    private long _maxDirect;
    private int _width;

    /// <summary>Places of the objects that the B-tree at <paramref name="tree"/> names.</summary>
    /// <param name="heap">Address of the heap's header.</param>
    /// <param name="tree">Address of the B-tree's header.</param>
    /// <param name="expectedType">Record type: 5 for links by name, 8 for attributes by name.</param>
    public List<(long Offset, long Length)> Objects(long heap, long tree, int expectedType)
    {
        var found = new List<(long Offset, long Length)>();
        var index = new Hdf5BTree2(file, "H3");
        if (!ReadHeader(heap) || index.Read(tree) is not { } records)
        {
            NotRead(heap, "its header or index is not understood");
            return found;
        }

        if (index.Type != expectedType || index.RecordSize > 64)
        {
            NotRead(tree, "its index is of another kind");
            return found;
        }

        _begins = [.. _blocks.Keys];
        foreach (var record in records)
        {
            // Links are found by hash and then heap id; attributes by heap id first.
            Resolve(record + (index.Type == Hdf5BTree2.LinksByName ? 4 : 0), found);
        }

        return found;
    }

    private bool ReadHeader(long heap)
    {
        if (!file.Signed(heap, "FRHP"))
        {
            return false;
        }

        _header = heap;
        var filterLength = file.UInt16(heap + 7);
        int o = file.OffsetSize, l = file.LengthSize;
        // Fixed part, then twelve lengths and three addresses before the doubling table.
        var table = heap + 14 + l + o + l + o + (8 * l);
        _width = file.UInt16(table);
        _startBlock = file.Length(table + 2);
        _maxDirect = file.Length(table + 2 + l);
        _maxHeapBits = file.UInt16(table + 2 + (2 * l));
        var root = file.Address(table + 6 + (2 * l));
        var rows = file.UInt16(table + 6 + (2 * l) + o);
        file.Own(heap, table + 12 + (2 * l) + o - heap, $"fractal heap header at {heap}");
        if (filterLength == 0)
        {
            file.CheckSum(heap, table + 12 + (2 * l) + o - heap, "a fractal heap header");
        }

        OwnFreeSpace(file.Address(heap + 14 + l + o + l));

        if (filterLength > 0 || _width is 0 or > 1024 || _startBlock <= 0 || _maxDirect < _startBlock || _maxDirect > 1 << 26 || _maxHeapBits > 64 || root < 0)
        {
            return root == -1;
        }

        if (rows == 0)
        {
            _blocks[0] = root;
            OwnBlock(root, _startBlock);
        }
        else
        {
            ReadIndirect(root, rows, 0, 0);
        }

        return true;
    }

    /// <summary>The library's own list of free space in the heap (format specification 3.0, III.H): nothing to read, but no free bytes of the file either.</summary>
    private void OwnFreeSpace(long manager)
    {
        int o = file.OffsetSize, l = file.LengthSize;
        if (manager < 0)
        {
            return;
        }

        if (!file.Signed(manager, "FSHD"))
        {
            file.Facts.Malformed("H3", "a fractal heap's free space header is not there", manager, 4);
            return;
        }

        var length = 18 + (7 * l) + o;
        file.Own(manager, length, $"free space header at {manager}");
        file.CheckSum(manager, length, "a free space header");
        var sections = file.Address(manager + 14 + (5 * l));
        if (sections >= 0)
        {
            if (!file.Signed(sections, "FSSE"))
            {
                file.Facts.Malformed("H3", "a fractal heap's free space list is not there", sections, 4);
            }

            file.Own(sections, file.Length(manager + 14 + (6 * l) + o), $"free space list at {sections}");
            file.CheckSum(sections, file.Length(manager + 14 + (5 * l) + o), "a free space list");
        }
    }

    private void ReadIndirect(long address, int rows, long heapOffset, int depth)
    {
        if (!file.Signed(address, "FHIB") || !_visited.Add(address) || depth > 8 || rows > 64)
        {
            file.Facts.Malformed("H3", "a block of a fractal heap is not there, or stands in two places", address, 4);
            return;
        }

        var offsetBytes = (_maxHeapBits + 7) / 8;
        var position = address + 5 + file.OffsetSize + offsetBytes;
        var length = 5 + file.OffsetSize + offsetBytes + ((long)rows * _width * file.OffsetSize) + 4;
        file.Own(address, length, $"fractal heap block at {address}");
        file.CheckSum(address, length, "a block of a fractal heap");
        for (var row = 0; row < rows; row++)
        {
            var size = row < 2 ? _startBlock : _startBlock << (row - 1);
            if (size <= 0)
            {
                return;
            }

            for (var column = 0; column < _width; column++, position += file.OffsetSize, heapOffset += size)
            {
                var child = file.Address(position);
                if (child == -1)
                {
                    continue;
                }

                if (child < 0)
                {
                    file.Facts.Malformed("H3", "a fractal heap leads outside the file", position, file.OffsetSize);
                    return;
                }

                if (size <= _maxDirect)
                {
                    _blocks[heapOffset] = child;
                    OwnBlock(child, size);
                }
                else
                {
                    // Rows of a child cover as much heap space as the child's own size.
                    var childRows = 0;
                    for (long covered = 0; covered < size && childRows < 64; childRows++)
                    {
                        covered += _width * (childRows < 2 ? _startBlock : _startBlock << (childRows - 1));
                    }

                    ReadIndirect(child, childRows, heapOffset, depth + 1);
                }
            }
        }
    }

    private void OwnBlock(long address, long size)
    {
        if (!file.Signed(address, "FHDB"))
        {
            file.Facts.Malformed("H3", "a block of a fractal heap has no signature", address, 4);
        }

        file.Own(address, size, $"fractal heap block at {address}");
        if ((file.Byte(_header + 9) & ChecksummedBlocks) == 0 || !file.Spend(size) || size > file.Remaining(address))
        {
            return;
        }

        // The checksum stands in the block's head and is counted as zero there.
        var at = 5 + file.OffsetSize + ((_maxHeapBits + 7) / 8);
        var block = new byte[size];
        file.Bytes.TryRead(address, block);
        if (at + 4 <= size)
        {
            block.AsSpan(at, 4).Clear();
            if (Hdf5Checksum.Of(block) != file.UInt32(address + at))
            {
                file.Facts.Malformed("H13", "a block of a fractal heap does not have its checksum", address, size);
            }
        }
    }

    private void Resolve(long id, List<(long Offset, long Length)> found)
    {
        var flags = file.Byte(id);
        if ((flags >> 4) != 0)
        {
            NotRead(_header, "it holds objects of the huge or tiny kind");
            return;
        }

        var offsetBytes = (_maxHeapBits + 7) / 8;
        var lengthBytes = Hdf5IndexWidths.Bytes(Math.Min(_maxDirect, file.UInt32(_header + 10)));
        if (file.Number(id + 1, offsetBytes) is not { } offset || file.Number(id + 1 + offsetBytes, lengthBytes) is not { } length || offset > long.MaxValue / 2 || length > int.MaxValue)
        {
            file.Facts.Malformed("H3", "an object's place in a fractal heap is malformed", id, 8);
            return;
        }

        // The block that covers the offset: the one that begins nearest before it.
        var place = Array.BinarySearch(_begins, (long)offset);
        place = place >= 0 ? place : ~place - 1;
        var begin = place >= 0 ? _begins[place] : -1;
        if (begin < 0 || _blocks[begin] + (long)offset - begin + (long)length > file.Bytes.Length)
        {
            file.Facts.Malformed("H3", "an object's place in a fractal heap lies outside it", id, 8);
            return;
        }

        found.Add((_blocks[begin] + (long)offset - begin, (long)length));
    }

    private void NotRead(long address, string why)
    {
        file.HasUnread = true;
        file.Facts.Problem("H3", ArtifactProblemKind.Unread, $"a fractal heap cannot be read: {why}", address);
    }
}
