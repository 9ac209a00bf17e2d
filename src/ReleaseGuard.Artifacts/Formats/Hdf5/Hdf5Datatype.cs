using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>An element type (format specification 3.0, IV.A.2.d), as far as counting and placing elements needs it.</summary>
/// <param name="Type">Under the name reports use for every format.</param>
/// <param name="Size">Bytes of one element as stored.</param>
/// <param name="IsBigEndian">Whether elements are stored most significant byte first.</param>
/// <param name="IsVariable">Whether elements are references into the global heap.</param>
internal sealed record Hdf5Datatype(TensorType Type, long Size, bool IsBigEndian, bool IsVariable)
{
    public static Hdf5Datatype? Read(Hdf5File file, long offset, List<Hdf5Message>? messages = null)
    {
        var first = file.Byte(offset);
        if (first < 0)
        {
            return null;
        }

        var bits = file.Byte(offset + 1);
        long size = file.UInt32(offset + 4);
        if (size <= 0 || size > int.MaxValue / 8)
        {
            return null;
        }

        var width = (int)size * 8;
        var isBig = (bits & 1) != 0 && size > 1;
        switch (first & 15)
        {
            case 0:
                return new Hdf5Datatype(new TensorType(((bits & 8) != 0 ? "I" : "U") + width, TensorElementKind.Integer, width), size, isBig, false);
            case 1:
                // Exponent and mantissa widths tell bfloat16 from half.
                var exponentBits = file.Byte(offset + 13);
                var name = width == 16 && exponentBits == 8 ? "BF16" : width == 8 ? exponentBits == 5 ? "F8_E5M2" : "F8_E4M3" : "F" + width;
                return new Hdf5Datatype(new TensorType(name, TensorElementKind.Float, width), size, isBig, false);
            case 3:
                return new Hdf5Datatype(new TensorType("STRING", TensorElementKind.Text, width), size, false, false);
            case 6:
                return new Hdf5Datatype(Complex(width), size, false, false);
            case 8:
                return new Hdf5Datatype(new TensorType(size == 1 ? "BOOL" : "ENUM", size == 1 ? TensorElementKind.Boolean : TensorElementKind.Integer, width), size, false, false);
            case 9:
                return new Hdf5Datatype(new TensorType((bits & 15) == 1 ? "STRING" : "SEQUENCE", (bits & 15) == 1 ? TensorElementKind.Text : TensorElementKind.Unknown, 0), size, false, true);
            default:
                return new Hdf5Datatype(new TensorType("OPAQUE", TensorElementKind.Unknown, width), size, false, false);
        }
    }

    // h5py writes complex numbers as a compound of two floats.
    private static TensorType Complex(int width) =>
        width is 64 or 128 ? new TensorType("C" + width, TensorElementKind.Complex, width) : new TensorType("COMPOUND", TensorElementKind.Unknown, width);
}
