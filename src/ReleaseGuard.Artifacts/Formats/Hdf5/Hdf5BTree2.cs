using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>A version 2 B-tree (format specification 3.0, III.A.2): the places of its records in order, whatever they are records of.</summary>
internal sealed class Hdf5BTree2(Hdf5File file, string invariant)
{
    /// <summary>Type, and how long the records are, of the records that links by name have.</summary>
    public const int LinksByName = 5;

    public const int AttributesByName = 8;

    public const int Chunks = 10;

    public const int FilteredChunks = 11;

    private const int MaxRecords = 4_000_000;
    private const int MaxDepth = 16;
    private const int MaxRecordSize = 512;
    private const int MaxNodeSize = 1 << 20;

    private readonly HashSet<long> _visited = [];

    /// <summary>What kind of records it has.</summary>
    public int Type { get; private set; }

    public int RecordSize { get; private set; }

    /// <summary>Places of the records; null when there is no such tree at <paramref name="header"/>, or none of a size that can be.</summary>
    public List<long>? Read(long header)
    {
        if (header < 0 || !file.Signed(header, "BTHD"))
        {
            return null;
        }

        Type = file.Byte(header + 5);
        RecordSize = file.UInt16(header + 10);
        long nodeSize = file.UInt32(header + 6);
        var depth = file.UInt16(header + 12);
        if (RecordSize is < 8 or > MaxRecordSize || depth > MaxDepth || nodeSize > MaxNodeSize || nodeSize < RecordSize)
        {
            return null;
        }

        var root = file.Address(header + 16);
        var rootRecords = file.UInt16(header + 16 + file.OffsetSize);
        var total = file.Length(header + 18 + file.OffsetSize);
        var headerLength = 22 + file.OffsetSize + file.LengthSize;
        file.Own(header, headerLength, $"B-tree header at {header}");
        file.CheckSum(header, headerLength, "a B-tree header");
        var records = new List<long>();
        if (root >= 0)
        {
            ReadNode(root, rootRecords, depth, nodeSize, records);
        }

        if (records.Count != total)
        {
            file.Facts.Malformed(invariant, $"an index says it has {total} entries; {records.Count} were found", header, headerLength);
        }

        return records;
    }

    private void ReadNode(long node, int count, int depth, long nodeSize, List<long> records)
    {
        if (!_visited.Add(node) || !file.Signed(node, depth == 0 ? "BTLF" : "BTIN") || records.Count > MaxRecords || (long)count * RecordSize > nodeSize || !file.Spend(nodeSize))
        {
            file.Facts.Malformed(invariant, "a node of an index is not there, stands in two places or is too full", node, 4);
            return;
        }

        file.Own(node, nodeSize, $"index node at {node}");
        var position = node + 6 + ((long)count * RecordSize);
        if (depth == 0)
        {
            file.CheckSum(node, position + 4 - node, "a node of a B-tree");
        }

        for (var i = 0; i < count; i++)
        {
            records.Add(node + 6 + ((long)i * RecordSize));
        }

        if (depth == 0)
        {
            return;
        }

        var countBytes = Hdf5IndexWidths.Bytes((nodeSize - 10) / RecordSize);
        var totalBytes = depth > 1 ? Hdf5IndexWidths.TotalBytes(nodeSize, RecordSize, file.OffsetSize, depth) : 0;
        file.CheckSum(node, position + ((count + 1L) * (file.OffsetSize + countBytes + totalBytes)) + 4 - node, "a node of a B-tree");
        for (var i = 0; i <= count; i++, position += file.OffsetSize + countBytes + totalBytes)
        {
            var child = file.Address(position);
            if (child < 0 || file.Number(position + file.OffsetSize, countBytes) is not { } childCount || childCount > 65535)
            {
                file.Facts.Malformed(invariant, "a node of an index leads outside the file", position, file.OffsetSize);
                return;
            }

            ReadNode(child, (int)childCount, depth - 1, nodeSize, records);
        }
    }
}
