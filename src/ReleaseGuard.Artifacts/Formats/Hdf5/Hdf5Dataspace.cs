namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>Dimensions (format specification 3.0, IV.A.2.b): a scalar has none, a null dataspace no elements.</summary>
internal static class Hdf5Dataspace
{
    private const int MaxRank = 32;

    /// <summary>The dimensions, or null when they are malformed; a null dataspace is <c>[0]</c>.</summary>
    public static long[]? Read(Hdf5File file, long offset, int length)
    {
        var version = file.Byte(offset);
        var rank = file.Byte(offset + 1);
        var head = version == 1 ? 8 : 4;
        if (version is not (1 or 2) || rank is < 0 or > MaxRank || head + ((long)rank * file.LengthSize) > length)
        {
            return null;
        }

        if (version == 2 && file.Byte(offset + 3) == 2)
        {
            return [0];
        }

        var shape = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            shape[i] = file.Length(offset + head + ((long)i * file.LengthSize));
            if (shape[i] < 0)
            {
                return null;
            }
        }

        return shape;
    }
}
