using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>Global heap collections (format specification 3.0, III.E), where values of variable length lie.</summary>
internal sealed class Hdf5GlobalHeap(Hdf5File file)
{
    private const int MaxObjects = 65536;

    private readonly HashSet<long> _owned = [];

    /// <summary>Marks a collection as belonging to something; false when it is not one.</summary>
    public bool Own(long collection)
    {
        if (collection < 0 || !file.Signed(collection, "GCOL"))
        {
            return false;
        }

        if (_owned.Add(collection))
        {
            file.Own(collection, file.Length(collection + 8), "global heap collection");
        }

        return true;
    }

    /// <summary>The object a reference at <paramref name="reference"/> (length, collection, index) leads to; null when it leads nowhere.</summary>
    public (long Offset, long Length)? Find(long reference)
    {
        var collection = file.Address(reference + 4);
        var index = file.UInt32(reference + 4 + file.OffsetSize);
        if (!Own(collection))
        {
            return null;
        }

        var end = collection + file.Length(collection + 8);
        var position = collection + 8 + file.LengthSize;
        for (var i = 0; i < MaxObjects && position + 8 + file.LengthSize <= end; i++)
        {
            var number = file.UInt16(position);
            var length = file.Length(position + 8);
            if (number == 0 || length < 0 || length > end - position)
            {
                return null;
            }

            if (number == index)
            {
                return (position + 8 + file.LengthSize, length);
            }

            position += 8 + file.LengthSize + ((length + 7) & ~7L);
        }

        return null;
    }
}
