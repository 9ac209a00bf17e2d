using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>
/// Datasets: what the shape needs against what is stored (H5), filters that are known (H7), and no storage outside the file (H6).
/// A shape without bytes behind it is how CVE-2026-0897 filled memories.
/// </summary>
internal sealed class Hdf5Datasets(Hdf5File file)
{
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Fletcher32 = 3;

    // Kinds of chunk index (format specification 3.0, IV.A.2.i).
    private const int SingleChunk = 1;
    private const int Implicit = 2;
    private const int FixedArray = 3;
    private const int ExtensibleArray = 4;
    private const int Tree = 5;

    // Deflate cannot do better than 258 bytes for two bits.
    private const int ImpossibleRatio = 1032;

    private readonly TensorNameCheck _names = new("H12", file.Facts);

    /// <summary>Lists the dataset whose object header holds <paramref name="messages"/>.</summary>
    public void Read(string name, long address, List<Hdf5Message> messages)
    {
        var facts = file.Facts;
        _names.Check(name, name.Length, address);
        var space = messages.First(message => message.Type == Hdf5Message.Dataspace);
        var layout = messages.First(message => message.Type == Hdf5Message.Layout);
        if (Hdf5Dataspace.Read(file, space.Offset, space.Length) is not { } shape || TensorShape.Count(shape) is not { } elements)
        {
            facts.Malformed("H4", $"dataset '{name}' has no usable dimensions", space.Offset, space.Length, name);
            return;
        }

        var typeMessage = messages.First(message => message.Type == Hdf5Message.Datatype);
        if (Datatype(typeMessage) is not { } type)
        {
            facts.Malformed("H4", $"dataset '{name}' has no usable element type", typeMessage.Offset, typeMessage.Length, name);
            return;
        }

        if (messages.Any(message => message.Type == Hdf5Message.ExternalFiles))
        {
            var external = messages.First(message => message.Type == Hdf5Message.ExternalFiles);
            facts.Problem("H6", ArtifactProblemKind.PathEscape, $"dataset '{name}' keeps its data in other files: {ExternalName(external)}", external.Offset, external.Length, name);
            facts.Tensor(new TensorFact(name, type.Type, shape, elements, address, 0) { ExternalFile = ExternalName(external) });
            return;
        }

        long? bytes = elements > long.MaxValue / type.Size ? null : elements * type.Size;
        var fact = new TensorFact(name, type.Type, shape, elements, address, 0);
        if (bytes is null)
        {
            facts.Malformed("H5", $"dataset '{name}' would take more than 2^63 bytes", space.Offset, space.Length, name);
            facts.Tensor(fact with { Storage = new TensorStorage(TensorStorageKind.Absent) });
            return;
        }

        var filters = messages.Where(message => message.Type == Hdf5Message.Filters).Select(Filters).FirstOrDefault() ?? [];
        facts.Tensor(Place(fact, type, bytes.Value, layout, filters));
    }

    public Hdf5Datatype? Datatype(Hdf5Message message)
    {
        if (!message.IsShared)
        {
            return Hdf5Datatype.Read(file, message.Offset);
        }

        // A committed type: the message names the object header that holds it.
        var version = file.Byte(message.Offset);
        var address = file.Address(message.Offset + (version == 1 ? 8 : 2));
        if (address < 0)
        {
            return null;
        }

        foreach (var other in Hdf5ObjectHeader.Read(file, address))
        {
            if (other is { Type: Hdf5Message.Datatype, IsShared: false })
            {
                return Hdf5Datatype.Read(file, other.Offset);
            }
        }

        return null;
    }

    private TensorFact Place(TensorFact fact, Hdf5Datatype type, long bytes, Hdf5Message layout, List<int> filters)
    {
        var version = file.Byte(layout.Offset);
        if (version is 3 or 4)
        {
            var kind = file.Byte(layout.Offset + 1);
            var at = layout.Offset + 2;
            switch (kind)
            {
                case 0:
                    return Contiguous(fact, type, bytes, at + 2, file.UInt16(at), false);
                case 1:
                    return Contiguous(fact, type, bytes, file.Address(at), file.Length(at + file.OffsetSize), true);
                case 2 when version == 3:
                    var rank = file.Byte(at);
                    return Chunked(fact, bytes, filters, ChunkShape(at + 1 + file.OffsetSize, rank, 4), file.Address(at + 1), layout, type);
                case 2:
                    return ChunkedByIndex(fact, bytes, filters, at, layout, type);
                case 3:
                    file.Facts.Problem("H6", ArtifactProblemKind.PathEscape, $"dataset '{fact.Name}' is virtual: its data lies in other datasets or files", layout.Offset, layout.Length, fact.Name);
                    return fact with { Storage = new TensorStorage(TensorStorageKind.Absent) };
            }
        }
        else if (version is 1 or 2)
        {
            var rank = file.Byte(layout.Offset + 1);
            var kind = file.Byte(layout.Offset + 2);
            var at = layout.Offset + 8;
            switch (kind)
            {
                case 0:
                    return Contiguous(fact, type, bytes, at + (4L * rank) + 4, file.UInt32(at + (4L * rank)), false);
                case 1:
                    return Contiguous(fact, type, bytes, file.Address(at), bytes, true);
                case 2:
                    return Chunked(fact, bytes, filters, ChunkShape(at + file.OffsetSize, rank, 4), file.Address(at), layout, type);
            }
        }

        file.Facts.Problem("H5", ArtifactProblemKind.Unread, $"dataset '{fact.Name}' has a layout that is not understood", layout.Offset, layout.Length, fact.Name);
        return fact with { Storage = new TensorStorage(TensorStorageKind.Absent) };
    }

    private TensorFact Contiguous(TensorFact fact, Hdf5Datatype type, long bytes, long offset, long stored, bool ownsPlace)
    {
        if (offset == -1)
        {
            if (bytes > 0)
            {
                file.Facts.Malformed("H5", $"dataset '{fact.Name}' declares {bytes} bytes and stores none", fact.ByteOffset, tensor: fact.Name);
            }

            return fact with { Storage = new TensorStorage(TensorStorageKind.Absent), UniqueParameters = 0 };
        }

        if (offset < 0 || stored < 0 || stored > file.Remaining(offset))
        {
            file.Facts.Malformed("H5", $"the data of dataset '{fact.Name}' leaves the file", fact.ByteOffset, tensor: fact.Name);
            return fact with { Storage = new TensorStorage(TensorStorageKind.Absent) };
        }

        if (stored != bytes)
        {
            file.Facts.Malformed("H5", $"dataset '{fact.Name}' needs {bytes} bytes and stores {stored}", offset, stored, fact.Name);
            if (stored > bytes)
            {
                file.Facts.Problem("H5", ArtifactProblemKind.Orphan, $"{stored - bytes} bytes after the last element of dataset '{fact.Name}'", offset + bytes, stored - bytes, fact.Name);
                file.Facts.Payload($"bytes after the last element of dataset '{fact.Name}'", offset + bytes, stored - bytes);
            }
        }

        if (ownsPlace)
        {
            file.Own(offset, stored, $"dataset '{fact.Name}'");
        }

        if (type.IsVariable)
        {
            OwnReferences(offset, Math.Min(stored, bytes), type.Size);
        }

        var kind = type.IsVariable ? TensorStorageKind.Scalars : TensorStorageKind.BigEndian;
        return fact with
        {
            ByteOffset = offset,
            ByteLength = Math.Min(stored, bytes),
            Storage = type.IsVariable || type.IsBigEndian ? new TensorStorage(kind) : null,
        };
    }

    private void OwnReferences(long offset, long length, long size)
    {
        var heap = new Hdf5GlobalHeap(file);
        for (long at = 0; at + size <= length; at += size)
        {
            heap.Own(file.Address(offset + at + 4));
        }
    }

    private TensorFact Chunked(TensorFact fact, long bytes, List<int> filters, long[]? chunk, long tree, Hdf5Message layout, Hdf5Datatype type)
    {
        if (chunk is null || chunk.Length != fact.Shape.Count + 1)
        {
            file.Facts.Malformed("H5", $"dataset '{fact.Name}' has chunks of another rank than its shape, or of no size", layout.Offset, layout.Length, fact.Name);
            return fact with { Storage = new TensorStorage(TensorStorageKind.Absent) };
        }

        var pieces = new List<StoragePiece>();
        if (tree == -2)
        {
            file.Facts.Malformed("H5", $"the chunks of dataset '{fact.Name}' lie outside the file", layout.Offset, layout.Length, fact.Name);
        }
        else if (tree >= 0)
        {
            new Hdf5Chunks(file, fact.Name, chunk.Length).Read(tree, pieces);
        }

        return CheckChunks(fact, bytes, filters, chunk, pieces, type);
    }

    private TensorFact ChunkedByIndex(TensorFact fact, long bytes, List<int> filters, long at, Hdf5Message layout, Hdf5Datatype type)
    {
        var flags = file.Byte(at);
        var rank = file.Byte(at + 1);
        var width = file.Byte(at + 2);
        if (width is < 1 or > 8 || ChunkShape(at + 3, rank, width) is not { } chunk || chunk.Length != fact.Shape.Count + 1)
        {
            return Chunked(fact, bytes, filters, null, -1, layout, type);
        }

        var indexAt = at + 3 + ((long)rank * width);
        var index = file.Byte(indexAt++);
        var pieces = new List<StoragePiece>();
        var chunkBytes = Product(chunk);
        if (index == SingleChunk)
        {
            var stored = chunkBytes;
            if ((flags & 2) != 0)
            {
                stored = file.Length(indexAt);
                indexAt += file.LengthSize + 4;
            }

            AddPiece(fact, file.Address(indexAt), stored, pieces);
        }
        else if (index == Implicit)
        {
            AddPiece(fact, file.Address(indexAt), Multiply(chunkBytes, ChunkCount(fact.Shape, chunk)), pieces);
            return pieces.Count == 0 ? CheckChunks(fact, bytes, filters, chunk, pieces, type) : fact with
            {
                ByteOffset = pieces[0].ByteOffset,
                ByteLength = pieces[0].ByteLength,
                Storage = new TensorStorage(TensorStorageKind.Chunked) { Pieces = pieces },
            };
        }
        else if (index is FixedArray or ExtensibleArray or Tree)
        {
            // Each kind keeps its own parameters before the address: page bits, five sizes of the array, or node size and two percentages.
            var parameters = index == FixedArray ? 1 : index == ExtensibleArray ? 5 : 6;
            if (file.Address(indexAt + parameters) is not -1 and var address)
            {
                var chunks = new Hdf5ChunkIndex(file, fact.Name, fact.Shape.Count, chunkBytes);
                switch (index)
                {
                    case FixedArray:
                        chunks.ReadFixedArray(address);
                        break;
                    case ExtensibleArray:
                        chunks.ReadExtensibleArray(address);
                        break;
                    default:
                        chunks.ReadTree(address);
                        break;
                }

                pieces = chunks.Pieces;
            }
        }
        else
        {
            file.HasUnread = true;
            file.Facts.Problem("H5", ArtifactProblemKind.Unread, $"the chunks of dataset '{fact.Name}' are listed in an index (type {index}) that does not exist", layout.Offset, layout.Length, fact.Name);
            return fact with { Storage = new TensorStorage(TensorStorageKind.Chunked) };
        }

        return CheckChunks(fact, bytes, filters, chunk, pieces, type);
    }

    private void AddPiece(TensorFact fact, long offset, long length, List<StoragePiece> pieces)
    {
        if (offset == -1)
        {
            return;
        }

        if (offset < 0 || length < 0 || length > file.Remaining(offset))
        {
            file.Facts.Malformed("H5", $"a chunk of dataset '{fact.Name}' leaves the file", fact.ByteOffset, tensor: fact.Name);
            return;
        }

        file.Own(offset, length, $"chunk of dataset '{fact.Name}'");
        pieces.Add(new StoragePiece(null, offset, length));
    }

    private TensorFact CheckChunks(TensorFact fact, long bytes, List<int> filters, long[] chunk, List<StoragePiece> pieces, Hdf5Datatype type)
    {
        var facts = file.Facts;
        var chunkBytes = Product(chunk);
        var expected = ChunkCount(fact.Shape, chunk);
        var unknown = filters.Where(filter => filter is not (Deflate or Shuffle or Fletcher32)).ToList();
        if (unknown.Count > 0)
        {
            facts.Problem("H7", ArtifactProblemKind.Unread, $"dataset '{fact.Name}' goes through filter {unknown[0]}, which is not understood", fact.ByteOffset, tensor: fact.Name);
        }

        if (chunk[chunk.Length - 1] != type.Size)
        {
            facts.Malformed("H5", $"chunks of dataset '{fact.Name}' have elements of {chunk[chunk.Length - 1]} bytes; its type has {type.Size}", fact.ByteOffset, tensor: fact.Name);
        }

        long stored = 0;
        var isCompressed = filters.Contains(Deflate) || unknown.Count > 0;
        foreach (var piece in pieces)
        {
            stored += piece.ByteLength;
            if (chunkBytes >= 0 && !isCompressed && piece.ByteLength != chunkBytes + (filters.Contains(Fletcher32) ? 4 : 0))
            {
                facts.Malformed("H5", $"a chunk of dataset '{fact.Name}' has {piece.ByteLength} bytes and should have {chunkBytes}", piece.ByteOffset, piece.ByteLength, fact.Name);
            }
            else if (isCompressed && unknown.Count == 0 && chunkBytes > (decimal)piece.ByteLength * ImpossibleRatio)
            {
                facts.Malformed("H5", $"a chunk of dataset '{fact.Name}' cannot inflate from {piece.ByteLength} to {chunkBytes} bytes", piece.ByteOffset, piece.ByteLength, fact.Name);
            }
        }

        if (pieces.Count > expected)
        {
            facts.Malformed("H5", $"dataset '{fact.Name}' has {pieces.Count} chunks; its shape has room for {expected}", fact.ByteOffset, tensor: fact.Name);
            facts.Payload($"chunks of dataset '{fact.Name}' outside its shape", fact.ByteOffset, stored);
        }
        else if (pieces.Count < expected && bytes > 0)
        {
            facts.Malformed("H5", $"dataset '{fact.Name}' has {pieces.Count} of its {expected} chunks; the rest is declared and not stored", fact.ByteOffset, tensor: fact.Name);
        }

        return fact with
        {
            ByteOffset = pieces.Count > 0 ? pieces[0].ByteOffset : fact.ByteOffset,
            ByteLength = stored,
            Storage = new TensorStorage(TensorStorageKind.Chunked) { Pieces = pieces },
        };
    }

    private long[]? ChunkShape(long offset, int rank, int width)
    {
        if (rank is < 1 or > 33)
        {
            return null;
        }

        var shape = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            if (file.Number(offset + ((long)i * width), width) is not { } size || size is 0 or > long.MaxValue)
            {
                return null;
            }

            shape[i] = (long)size;
        }

        return shape;
    }

    private List<int> Filters(Hdf5Message message)
    {
        var filters = new List<int>();
        var version = file.Byte(message.Offset);
        var count = file.Byte(message.Offset + 1);
        var at = message.Offset + (version == 1 ? 8 : 2);
        var end = message.Offset + message.Length;
        for (var i = 0; i < count && at < end; i++)
        {
            var id = file.UInt16(at);
            var hasName = version == 1 || id >= 256;
            var nameLength = hasName ? file.UInt16(at + 2) : 0;
            var values = file.UInt16(at + (hasName ? 6 : 4));
            at += (hasName ? 8 : 6) + (version == 1 ? (nameLength + 7) & ~7 : nameLength) + (4L * values) + (version == 1 && values % 2 == 1 ? 4 : 0);
            filters.Add(id);
        }

        return filters;
    }

    private string ExternalName(Hdf5Message message)
    {
        // A heap address, then slots of (name offset in the heap, offset in the file, size).
        var heap = file.Address(message.Offset + 8);
        if (heap < 0 || !file.Signed(heap, "HEAP") || file.Address(heap + 8 + (2 * file.LengthSize)) is not (>= 0 and var data)
            || file.Length(message.Offset + 8 + file.OffsetSize) is not (>= 0 and var name))
        {
            return "?";
        }

        return file.Text(data + Math.Min(name, file.Bytes.Length), 4096);
    }

    private static long Product(long[] chunk) => TensorShape.Count(chunk) ?? -1;

    private static long Multiply(long a, long b) => a >= 0 && b >= 0 && (a == 0 || b <= long.MaxValue / a) ? a * b : -1;

    private static long ChunkCount(IReadOnlyList<long> shape, long[] chunk)
    {
        long count = 1;
        for (var i = 0; i < shape.Count; i++)
        {
            count = Multiply(count, (shape[i] / chunk[i]) + (shape[i] % chunk[i] == 0 ? 0 : 1));
        }

        return count < 0 ? long.MaxValue : count;
    }
}
