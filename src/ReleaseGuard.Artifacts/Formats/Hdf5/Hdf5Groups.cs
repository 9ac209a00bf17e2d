using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>
/// The links of a group: symbol tables (B-tree, local heap, leaf nodes), link messages, and links kept in a fractal heap (H3). Links that lead out of
/// the file are refused (H6), before anything could follow them.
/// </summary>
internal sealed class Hdf5Groups(Hdf5File file)
{
    private const int MaxName = 4096;

    private readonly HashSet<long> _nodes = [];

    public List<Hdf5Link> Read(List<Hdf5Message> messages, string path)
    {
        var links = new List<Hdf5Link>();
        foreach (var message in messages)
        {
            switch (message.Type)
            {
                case Hdf5Message.SymbolTable:
                    ReadSymbolTable(message.Offset, path, links);
                    break;
                case Hdf5Message.Link:
                    ReadLink(message.Offset, message.Length, path, links);
                    break;
                case Hdf5Message.LinkInfo:
                    var flags = file.Byte(message.Offset + 1);
                    var heap = file.Address(message.Offset + 2 + ((flags & 1) != 0 ? 8 : 0));
                    var names = file.Address(message.Offset + 2 + ((flags & 1) != 0 ? 8 : 0) + file.OffsetSize);
                    if (heap >= 0)
                    {
                        foreach (var (offset, length) in new Hdf5FractalHeap(file).Objects(heap, names, 5))
                        {
                            ReadLink(offset, length, path, links);
                        }
                    }
                    else if (heap == -2)
                    {
                        file.Facts.Malformed("H3", $"the links of '{path}' lie outside the file", message.Offset, message.Length);
                    }

                    break;
            }
        }

        return links;
    }

    private void ReadSymbolTable(long offset, string path, List<Hdf5Link> links)
    {
        var tree = file.Address(offset);
        var heap = file.Address(offset + file.OffsetSize);
        if (tree < 0 || heap < 0 || !file.Signed(heap, "HEAP"))
        {
            file.Facts.Malformed("H3", $"group '{path}' has no B-tree or heap", offset, 2 * file.OffsetSize);
            return;
        }

        var heapLength = file.Length(heap + 8);
        var heapData = file.Address(heap + 8 + (2 * file.LengthSize));
        if (heapLength < 0 || heapData < 0 || heapLength > file.Remaining(heapData))
        {
            file.Facts.Malformed("H3", $"the heap of group '{path}' leaves the file", heap, 8);
            return;
        }

        file.Own(heap, 8 + (2 * file.LengthSize) + file.OffsetSize, $"heap at {heap}");
        file.Own(heapData, heapLength, $"heap data at {heapData}");
        var open = new Stack<long>();
        open.Push(tree);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!_nodes.Add(node))
            {
                file.Facts.Malformed("H3", $"a node of group '{path}' stands in two places", node, 4);
            }
            else if (file.Signed(node, "TREE") && file.Byte(node + 4) == 0)
            {
                ReadTreeNode(node, path, open);
            }
            else if (file.Signed(node, "SNOD"))
            {
                ReadLeaf(node, heapData, heapLength, path, links);
            }
            else
            {
                file.Facts.Malformed("H3", $"a node of group '{path}' has no signature", node, 4);
            }
        }
    }

    private void ReadTreeNode(long node, string path, Stack<long> open)
    {
        var count = file.UInt16(node + 6);
        // Keys and children take turns, beginning with a key.
        var position = node + 8 + (2 * file.OffsetSize) + file.LengthSize;
        file.Own(node, 8 + (2 * file.OffsetSize) + ((2L * file.GroupInternalK) * (file.LengthSize + file.OffsetSize)) + file.LengthSize, $"B-tree node at {node}");
        // The last child goes on the stack first, so that links come out in the file's order.
        for (var i = count - 1; i >= 0; i--)
        {
            var child = file.Address(position + ((long)i * (file.OffsetSize + file.LengthSize)));
            if (child < 0)
            {
                file.Facts.Malformed("H3", $"a B-tree node of group '{path}' leads outside the file", position, file.OffsetSize);
                return;
            }

            open.Push(child);
        }
    }

    private void ReadLeaf(long node, long heapData, long heapLength, string path, List<Hdf5Link> links)
    {
        var count = file.UInt16(node + 6);
        var entryLength = (2 * file.OffsetSize) + 24;
        file.Own(node, 8 + (2L * file.GroupLeafK * entryLength), $"group leaf at {node}");
        for (var i = 0; i < count; i++)
        {
            var entry = node + 8 + ((long)i * entryLength);
            var nameOffset = file.Number(entry, file.OffsetSize);
            if (nameOffset is null || nameOffset >= (ulong)heapLength)
            {
                file.Facts.Malformed("H3", $"a name in group '{path}' lies outside its heap", entry, entryLength);
                return;
            }

            var name = file.Text(heapData + (long)nameOffset, Math.Min(MaxName, heapLength - (long)nameOffset));
            if (file.UInt32(entry + (2 * file.OffsetSize)) == 2)
            {
                Soft(path, name, file.Text(heapData + Math.Min(heapLength, file.UInt32(entry + (2 * file.OffsetSize) + 8)), MaxName), entry);
                continue;
            }

            Hard(path, name, entry + file.OffsetSize, links);
        }
    }

    private void ReadLink(long offset, long length, string path, List<Hdf5Link> links)
    {
        var end = offset + length;
        var flags = file.Byte(offset + 1);
        var position = offset + 2;
        var type = 0;
        if ((flags & 8) != 0)
        {
            type = file.Byte(position++);
        }

        position += (flags & 4) != 0 ? 8 : 0;
        position += (flags & 16) != 0 ? 1 : 0;
        var width = 1 << (flags & 3);
        if (file.Byte(offset) != 1 || file.Number(position, width) is not { } nameLength || nameLength > (ulong)Math.Max(0, end - position - width))
        {
            file.Facts.Malformed("H3", $"a link of group '{path}' is malformed", offset, length);
            return;
        }

        position += width;
        var name = file.Bytes.Text(position, (long)nameLength, MaxName);
        position += (long)nameLength;
        switch (type)
        {
            case 0:
                Hard(path, name, position, links);
                break;
            case 1:
                Soft(path, name, file.Bytes.Text(position + 2, file.UInt16(position), MaxName), offset);
                break;
            case 64:
                var target = file.Text(position + 3, Math.Min(MaxName, Math.Max(0, end - position - 3)));
                file.Facts.Problem("H6", ArtifactProblemKind.PathEscape, $"'{Join(path, name)}' is a link into another file, '{target}'", offset, length, Join(path, name));
                break;
            default:
                file.Facts.Problem("H6", ArtifactProblemKind.Unread, $"'{Join(path, name)}' is a link of type {type}, which only its own library follows", offset, length);
                break;
        }
    }

    private void Hard(string path, string name, long position, List<Hdf5Link> links)
    {
        var address = file.Address(position);
        if (address < 0)
        {
            file.Facts.Malformed("H3", $"'{Join(path, name)}' leads outside the file", position, file.OffsetSize);
            return;
        }

        links.Add(new Hdf5Link(name, address));
    }

    private void Soft(string path, string name, string target, long offset) =>
        file.Facts.Note("H3", $"'{Join(path, name)}' is a link to '{target}' in the same file", offset);

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}
