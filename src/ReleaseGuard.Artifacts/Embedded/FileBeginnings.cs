using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Embedded;

/// <summary>Looks for the first bytes of model files and archives behind other bytes.</summary>
internal static class FileBeginnings
{
    /// <summary>Bytes a beginning needs to be judged; blocks overlap by as many.</summary>
    public const int Reach = 64;

    private const int MaxFound = 100;

    private static ReadOnlySpan<byte> Hdf5 => [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10];

    private static ReadOnlySpan<byte> Npy => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private static ReadOnlySpan<byte> LegacyPyTorch => [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E];

    /// <param name="bytes">Part of the file; beginnings in its last <see cref="Reach"/> bytes are left to the next part, unless it is the last.</param>
    /// <param name="offset">Where it stands in the file.</param>
    /// <param name="isLast">Whether the file ends with it.</param>
    /// <param name="length">Length of the file.</param>
    /// <param name="found">Where to add.</param>
    public static void Find(ReadOnlySpan<byte> bytes, long offset, bool isLast, long length, List<PayloadFact> found)
    {
        var end = isLast ? bytes.Length : bytes.Length - Reach;
        for (var i = 0; i < end; i++)
        {
            var here = bytes.Slice(i);
            var name = here[0] switch
            {
                (byte)'G' => IsGguf(here) ? "GGUF" : null,
                (byte)'P' => IsZip(here) ? "zip" : null,
                0x89 => IsHdf5(here) ? "HDF5" : null,
                0x93 => IsNpy(here) ? "NPY" : null,
                0x80 => IsLegacyPyTorch(here) ? "PyTorch" : null,
                (byte)'T' => i >= 4 && IsTflite(bytes.Slice(i - 4)) ? "TFLite" : null,
                (byte)'{' => i >= 8 && IsSafetensors(bytes.Slice(i - 8), length - offset - i) ? "safetensors" : null,
                _ => null,
            };
            if (name is null)
            {
                continue;
            }

            var start = offset + i - (name switch { "TFLite" => 4, "safetensors" => 8, _ => 0 });
            if (start > 0 && found.Count < MaxFound)
            {
                found.Add(new PayloadFact($"a {name} file that begins behind other bytes", start, length - start));
            }
        }
    }

    private static bool IsGguf(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 8 && bytes.StartsWith("GGUF"u8) && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4)) is >= 1 and <= 3 or 0x03000000;

    private static bool IsZip(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 30 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == 0x04034b50 && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(4)) <= 63
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(8)) is 0 or 8 or 9 or 12 or 14 or 93 or 99 && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(26)) is > 0 and < 1024;

    /// <summary>A superblock: its version, and addresses of four or eight bytes where that version says so.</summary>
    private static bool IsHdf5(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 16 && bytes.StartsWith(Hdf5) && (bytes[8] <= 1 ? bytes[13] is 4 or 8 && bytes[14] is 4 or 8 : bytes[8] <= 3 && bytes[9] is 4 or 8 && bytes[10] is 4 or 8);

    /// <summary>The magic number as a pickle, and the protocol number 1001 as the next one.</summary>
    private static bool IsLegacyPyTorch(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 20 && bytes.StartsWith(LegacyPyTorch) && bytes[15] == 0x80 && bytes[17] == 'M' && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(18)) == 1001;

    private static bool IsNpy(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 14 && bytes.StartsWith(Npy) && bytes[6] is >= 1 and <= 3 && bytes[7] == 0 && bytes.Slice(bytes[6] == 1 ? 10 : 12)[0] == '{';

    private static bool IsTflite(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 8 && bytes.Slice(4).StartsWith("TFL3"u8) && BinaryPrimitives.ReadUInt32LittleEndian(bytes) is >= 8 and < 4096;

    private static bool IsSafetensors(ReadOnlySpan<byte> bytes, long remaining)
    {
        if (bytes.Length < 12 || BinaryPrimitives.ReadUInt64LittleEndian(bytes) is < 16 or > 100_000_000 || bytes[9] != '"')
        {
            return false;
        }

        // "{" and a quote after a small number are common; a header also fits and begins with a name and an object.
        var text = bytes.Slice(8, Math.Min(bytes.Length - 8, Reach - 8));
        return (long)BinaryPrimitives.ReadUInt64LittleEndian(bytes) <= remaining && (text.IndexOf("\":{\""u8) > 0 || text.StartsWith("{\"__metadata__\""u8));
    }
}
