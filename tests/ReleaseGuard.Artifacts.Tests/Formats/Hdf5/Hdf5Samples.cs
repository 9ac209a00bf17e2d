using System;
using System.Buffers.Binary;
using System.IO;
using ReleaseGuard.Artifacts.Formats.Hdf5;

namespace ReleaseGuard.Artifacts.Tests.Formats.Hdf5;

/// <summary>Files of the newer kind, written by h5py (build/compare/make_hdf5_samples.py), and changes to them that keep their checksums true.</summary>
internal static class Hdf5Samples
{
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Formats", "Hdf5", "Samples", name + ".h5"));

    /// <summary>Writes an address or count at <paramref name="at"/> bytes behind a signature, and the checksum of the structure of <paramref name="length"/> bytes anew.</summary>
    public static byte[] Change(string name, string signature, int at, long value, int length)
    {
        var bytes = Read(name);
        var begin = bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(signature));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(begin + at), value);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(begin + length - 4), Hdf5Checksum.Of(bytes.AsSpan(begin, length - 4)));
        return bytes;
    }
}
