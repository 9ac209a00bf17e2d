using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>
/// Objects kept in a fractal heap (format specification 3.0, III.G), found through the version 2 B-tree that indexes them by name. Managed objects
/// in unfiltered direct blocks are read; huge, tiny and filtered ones, which neither h5py nor Keras write for links, end as not read.
/// </summary>
internal sealed class Hdf5FractalHeap(Hdf5File file)
{
    private const int MaxRecords = 2_000_000;

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
        if (!ReadHeader(heap) || tree < 0 || !file.Signed(tree, "BTHD"))
        {
            NotRead(heap, "its header or index is not understood");
            return found;
        }

        var type = file.Byte(tree + 5);
        var nodeSize = file.UInt32(tree + 6);
        var recordSize = file.UInt16(tree + 10);
        var depth = file.UInt16(tree + 12);
        var root = file.Address(tree + 16);
        var rootRecords = file.UInt16(tree + 16 + file.OffsetSize);
        var total = file.Length(tree + 18 + file.OffsetSize);
        file.Own(tree, 22 + file.OffsetSize + file.LengthSize, $"B-tree header at {tree}");
        if (type != expectedType || recordSize < 8 || recordSize > 64 || depth > 16 || nodeSize > 1 << 20)
        {
            NotRead(tree, "its index is of another kind");
            return found;
        }

        _begins = [.. _blocks.Keys];
        if (root >= 0)
        {
            ReadNode(root, rootRecords, depth, nodeSize, recordSize, type, found);
        }

        if (found.Count != total)
        {
            file.Facts.Malformed("H3", $"an index says it has {total} entries; {found.Count} were found", tree, 22);
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

    private void ReadIndirect(long address, int rows, long heapOffset, int depth)
    {
        if (!file.Signed(address, "FHIB") || !_visited.Add(address) || depth > 8 || rows > 64)
        {
            file.Facts.Malformed("H3", "a block of a fractal heap is not there, or stands in two places", address, 4);
            return;
        }

        var offsetBytes = (_maxHeapBits + 7) / 8;
        var position = address + 5 + file.OffsetSize + offsetBytes;
        file.Own(address, 5 + file.OffsetSize + offsetBytes + ((long)rows * _width * file.OffsetSize) + 4, $"fractal heap block at {address}");
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
    }

    private void ReadNode(long node, int records, int depth, long nodeSize, int recordSize, int type, List<(long Offset, long Length)> found)
    {
        if (!_visited.Add(node) || !file.Signed(node, depth == 0 ? "BTLF" : "BTIN") || found.Count > MaxRecords || (long)records * recordSize > nodeSize)
        {
            file.Facts.Malformed("H3", "a node of an index is not there, stands in two places or is too full", node, 4);
            return;
        }

        file.Own(node, nodeSize, $"index node at {node}");
        for (var i = 0; i < records; i++)
        {
            // Links are found by hash and then heap id; attributes by heap id first.
            var id = node + 6 + ((long)i * recordSize) + (type == 5 ? 4 : 0);
            Resolve(id, found);
        }

        if (depth == 0)
        {
            return;
        }

        var countBytes = BytesFor((nodeSize - 10) / recordSize);
        var totalBytes = depth > 1 ? Hdf5IndexWidths.TotalBytes(nodeSize, recordSize, file.OffsetSize, depth) : 0;
        var position = node + 6 + ((long)records * recordSize);
        for (var i = 0; i <= records; i++, position += file.OffsetSize + countBytes + totalBytes)
        {
            var child = file.Address(position);
            if (child < 0 || file.Number(position + file.OffsetSize, countBytes) is not { } count || count > 65535)
            {
                file.Facts.Malformed("H3", "a node of an index leads outside the file", position, file.OffsetSize);
                return;
            }

            ReadNode(child, (int)count, depth - 1, nodeSize, recordSize, type, found);
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
        var lengthBytes = BytesFor(Math.Min(_maxDirect, file.UInt32(_header + 10)));
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

    private static int BytesFor(long value)
    {
        var count = 1;
        for (; value > 255; value >>= 8)
        {
            count++;
        }

        return count;
    }
}
