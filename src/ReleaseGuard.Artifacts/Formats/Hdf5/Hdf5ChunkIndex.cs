using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>
/// The chunk indexes of layout version 4 (format specification 3.0, appendix C): fixed array, extensible array and version 2 B-tree. Arrays may be
/// cut into pages, of which only those written to exist.
/// </summary>
internal sealed class Hdf5ChunkIndex(Hdf5File file, string dataset, int rank, long chunkBytes)
{
    private const int MaxChunks = 4_000_000;

    private readonly HashSet<long> _blocks = [];
    private readonly List<StoragePiece> _pieces = [];
    private int _elementSize;
    private bool _isFiltered;

    /// <summary>Chunks that are stored, in the index's order.</summary>
    public List<StoragePiece> Pieces => _pieces;

    /// <summary>III.E: one block of elements, in pages when there are many.</summary>
    public void ReadFixedArray(long header)
    {
        int o = file.OffsetSize, l = file.LengthSize;
        if (!Begins(header, "FAHD", 8 + l + o + 4))
        {
            return;
        }

        var pageBits = file.Byte(header + 7);
        var count = file.Length(header + 8);
        var block = file.Address(header + 8 + l);
        if (!TakeElements(header) || count < 0 || pageBits > 32)
        {
            Broken(header);
        }
        else if (block != -1)
        {
            var pageElements = 1L << pageBits;
            var pages = count > pageElements ? (count + pageElements - 1) / pageElements : 0;
            ReadFixedBlock(block, count, pages, pageElements);
        }
    }

    /// <summary>III.F: an index block, data blocks that double in size, and blocks of their addresses.</summary>
    public void ReadExtensibleArray(long header)
    {
        int o = file.OffsetSize, l = file.LengthSize;
        if (!Begins(header, "EAHD", 12 + (6 * l) + o + 4))
        {
            return;
        }

        int bits = file.Byte(header + 7), inIndex = file.Byte(header + 8), least = file.Byte(header + 9), pointers = file.Byte(header + 10), pageBits = file.Byte(header + 11);
        var block = file.Address(header + 12 + (6 * l));
        if (!TakeElements(header) || bits is < 1 or > 64 || !IsPowerOfTwo(least) || !IsPowerOfTwo(pointers) || pageBits > 32 || Log2(least) > bits)
        {
            Broken(header);
        }
        else if (block != -1)
        {
            ReadIndexBlock(block, new ArrayShape(bits, inIndex, least, pointers, 1L << pageBits));
        }
    }

    /// <summary>III.A.2: records of type 10 or 11.</summary>
    public void ReadTree(long header)
    {
        var tree = new Hdf5BTree2(file, "H5");
        _isFiltered = false;
        if (tree.Read(header) is not { } records || tree.Type is not (Hdf5BTree2.Chunks or Hdf5BTree2.FilteredChunks))
        {
            Broken(header);
            return;
        }

        _isFiltered = tree.Type == Hdf5BTree2.FilteredChunks;
        _elementSize = tree.RecordSize - (8 * rank);
        if (_elementSize < file.OffsetSize + (_isFiltered ? 5 : 0))
        {
            Broken(header);
            return;
        }

        foreach (var record in records)
        {
            AddElement(record);
        }
    }

    private void ReadFixedBlock(long block, long count, long pages, long pageElements)
    {
        var bitmap = block + 6 + file.OffsetSize;
        if (pages == 0)
        {
            if (Begins(block, "FADB", bitmap - block + Bytes(count) + 4))
            {
                ReadElements(bitmap, count);
            }

            return;
        }

        var bitmapBytes = (pages + 7) / 8;
        var page = bitmap + bitmapBytes + 4;
        if (!Begins(block, "FADB", page - block))
        {
            return;
        }

        var pageBytes = Bytes(pageElements) + 4;
        if (pages > file.Remaining(page) / pageBytes + 1)
        {
            Broken(block);
            return;
        }

        for (long i = 0; i < pages; i++, page += pageBytes, count -= pageElements)
        {
            var held = System.Math.Min(count, pageElements);
            file.Own(page, Bytes(held) + 4, $"chunk array page at {page}");
            if (IsWritten(bitmap, i) && file.Spend(Bytes(held) + 4))
            {
                file.CheckSum(page, Bytes(held) + 4, "a page of a chunk array");
                ReadElements(page, held);
            }
        }
    }

    private void ReadIndexBlock(long block, ArrayShape shape)
    {
        var o = file.OffsetSize;
        var direct = 2L * (shape.Pointers - 1);
        var superBlocks = 1 + shape.Bits - Log2(shape.Least);
        var inIndexBlock = 2 * Log2(shape.Pointers);
        var rest = System.Math.Max(0, superBlocks - inIndexBlock);
        var addresses = block + 6 + o + Bytes(shape.InIndex);
        if (!Begins(block, "EAIB", addresses - block + ((direct + rest) * o) + 4))
        {
            return;
        }

        ReadElements(block + 6 + o, shape.InIndex);
        var at = addresses;
        for (var super = 0; super < inIndexBlock && super < superBlocks; super++)
        {
            for (long i = 0; i < 1L << (super / 2); i++, at += o)
            {
                ReadDataBlock(at, shape, shape.Elements(super), -1, 0, 0);
            }
        }

        at = addresses + (direct * o);
        for (var super = inIndexBlock; super < superBlocks; super++, at += o)
        {
            ReadSuperBlock(at, shape, super);
        }
    }

    private void ReadSuperBlock(long place, ArrayShape shape, int super)
    {
        var block = file.Address(place);
        if (block == -1)
        {
            return;
        }

        var dataBlocks = 1L << (super / 2);
        var elements = shape.Elements(super);
        var pages = elements > shape.PageElements ? elements / shape.PageElements : 0;
        var bitmapBytes = (pages + 7) / 8;
        var bitmap = block + 6 + file.OffsetSize + shape.OffsetBytes;
        if (dataBlocks > file.Remaining(bitmap) / (bitmapBytes + file.OffsetSize))
        {
            Broken(block);
            return;
        }

        var at = bitmap + (dataBlocks * bitmapBytes);
        if (Begins(block, "EASB", at - block + (dataBlocks * file.OffsetSize) + 4))
        {
            for (long i = 0; i < dataBlocks; i++, at += file.OffsetSize)
            {
                // One bit a page, counted through all data blocks, though each has room for whole bytes.
                ReadDataBlock(at, shape, elements, bitmap, i * pages, pages);
            }
        }
    }

    private void ReadDataBlock(long place, ArrayShape shape, long elements, long bitmap, long firstPage, long pages)
    {
        var block = file.Address(place);
        if (block == -1)
        {
            return;
        }

        var data = block + 6 + file.OffsetSize + shape.OffsetBytes;
        if (elements > file.Remaining(data) / _elementSize)
        {
            Broken(block);
        }
        else if (pages == 0)
        {
            if (Begins(block, "EADB", data - block + Bytes(elements) + 4))
            {
                ReadElements(data, elements);
            }
        }
        else if (Begins(block, "EADB", data + 4 - block))
        {
            var page = data + 4;
            for (long i = 0; i < pages; i++, page += Bytes(shape.PageElements) + 4)
            {
                file.Own(page, Bytes(shape.PageElements) + 4, $"chunk array page at {page}");
                if (IsWritten(bitmap, firstPage + i) && file.Spend(Bytes(shape.PageElements) + 4))
                {
                    file.CheckSum(page, Bytes(shape.PageElements) + 4, "a page of a chunk array");
                    ReadElements(page, shape.PageElements);
                }
            }
        }
    }

    private void ReadElements(long position, long count)
    {
        if (count > file.Remaining(position) / _elementSize)
        {
            Broken(position);
            return;
        }

        for (long i = 0; i < count && _pieces.Count <= MaxChunks; i++)
        {
            AddElement(position + (i * _elementSize));
        }
    }

    private void AddElement(long position)
    {
        var address = file.Address(position);
        var size = _isFiltered && file.Number(position + file.OffsetSize, _elementSize - file.OffsetSize - 4) is { } stored and <= long.MaxValue ? (long)stored : _isFiltered ? -1 : chunkBytes;
        if (address == -1)
        {
            return;
        }

        if (address < 0 || size < 0 || size > file.Remaining(address))
        {
            file.Facts.Malformed("H5", $"a chunk of dataset '{dataset}' leaves the file", position, _elementSize, dataset);
        }
        else if (_pieces.Count >= MaxChunks)
        {
            file.Facts.Problem("H5", ArtifactProblemKind.Unread, $"dataset '{dataset}' has more than {MaxChunks} chunks", position, tensor: dataset);
        }
        else
        {
            file.Own(address, size, $"chunk of dataset '{dataset}' at {address}");
            _pieces.Add(new StoragePiece(null, address, size));
        }
    }

    /// <summary>Takes element size and kind from an array's header.</summary>
    private bool TakeElements(long header)
    {
        var kind = file.Byte(header + 5);
        _isFiltered = kind == 1;
        _elementSize = file.Byte(header + 6);
        return kind is 0 or 1 && (_isFiltered ? _elementSize - file.OffsetSize - 4 is >= 1 and <= 8 : _elementSize == file.OffsetSize);
    }

    private bool Begins(long address, string signature, long length)
    {
        if (address < 0 || !file.Signed(address, signature) || length > file.Remaining(address) || !_blocks.Add(address) || !file.Spend(length))
        {
            Broken(System.Math.Max(0, address));
            return false;
        }

        file.Own(address, length, $"chunk array block at {address}");
        file.CheckSum(address, length, "a block of a chunk array");
        return true;
    }

    private void Broken(long address) =>
        file.Facts.Malformed("H5", $"the index of the chunks of dataset '{dataset}' is not there, stands in two places or leaves the file", address, 4, dataset);

    private bool IsWritten(long bitmap, long page) => bitmap < 0 || (file.Byte(bitmap + (page / 8)) & (0x80 >> (int)(page % 8))) != 0;

    private long Bytes(long elements) => elements > long.MaxValue / 64 / System.Math.Max(1, _elementSize) ? long.MaxValue / 64 : elements * _elementSize;

    private static bool IsPowerOfTwo(int value) => value > 0 && (value & (value - 1)) == 0;

    private static int Log2(int value)
    {
        var bits = 0;
        for (; value > 1; value >>= 1)
        {
            bits++;
        }

        return bits;
    }

    /// <summary>How an extensible array grows: every second super block doubles its data blocks, the others their elements.</summary>
    private readonly record struct ArrayShape(int Bits, int InIndex, int Least, int Pointers, long PageElements)
    {
        public int OffsetBytes => (Bits + 7) / 8;

        public long Elements(int super) => super > 100 ? long.MaxValue / 64 : System.Math.Min(long.MaxValue / 64, (1L << System.Math.Min(40, (super + 1) / 2)) * Least);
    }
}
