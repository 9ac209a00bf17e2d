using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>The version 1 B-tree that lists a dataset's chunks (format specification 3.0, III.A.1): where each is and how many bytes it takes as stored.</summary>
internal sealed class Hdf5Chunks(Hdf5File file, string dataset, int rankAndElement)
{
    private const int MaxChunks = 4_000_000;

    private readonly HashSet<long> _nodes = [];

    public void Read(long tree, List<StoragePiece> pieces)
    {
        var open = new Stack<long>();
        open.Push(tree);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!file.Signed(node, "TREE") || file.Byte(node + 4) != 1 || !_nodes.Add(node) || !file.Spend(file.UInt16(node + 6) * (8L + (8L * rankAndElement) + file.OffsetSize)))
            {
                file.Facts.Malformed("H5", $"a node of the chunk list of '{dataset}' is not there or stands in two places", node, 4, dataset);
                continue;
            }

            var level = file.Byte(node + 5);
            var count = file.UInt16(node + 6);
            var keyLength = 8 + (8L * rankAndElement);
            file.Own(node, 8 + (2 * file.OffsetSize) + ((2L * file.ChunkInternalK) * (keyLength + file.OffsetSize)) + keyLength, $"chunk list node at {node}");
            var position = node + 8 + (2 * file.OffsetSize);
            var children = new List<long>();
            for (var i = 0; i < count; i++, position += keyLength + file.OffsetSize)
            {
                long size = file.UInt32(position);
                var address = file.Address(position + keyLength);
                if (address < 0 || (level == 0 && size > file.Remaining(address)))
                {
                    file.Facts.Malformed("H5", $"a chunk of dataset '{dataset}' leaves the file", position, keyLength, dataset);
                    break;
                }

                if (level > 0)
                {
                    children.Add(address);
                }
                else if (pieces.Count >= MaxChunks)
                {
                    file.Facts.Problem("H5", ArtifactProblemKind.Unread, $"dataset '{dataset}' has more than {MaxChunks} chunks", position, tensor: dataset);
                    return;
                }
                else
                {
                    file.Own(address, size, $"chunk of dataset '{dataset}' at {address}");
                    pieces.Add(new StoragePiece(null, address, size));
                }
            }

            for (var i = children.Count - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }
    }
}
