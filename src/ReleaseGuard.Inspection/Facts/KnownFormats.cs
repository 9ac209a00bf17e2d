using System;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>
/// Formats that can hold weights or other files and that are told here by name only.
/// A file of one of them that no reader took is inconclusive: it was not looked into.
/// </summary>
internal static class KnownFormats
{
    private static readonly (byte[] Magic, string Name)[] Magics =
    [
        ("GGUF"u8.ToArray(), "GGUF"),
        ("ggjt"u8.ToArray(), "GGML"),
        ([0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A], "HDF5"),
        ([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'], "NPY"),
        ([0x80, 0x02, 0x8A, 0x0A], "PyTorch (legacy pickle)"),
        ([0x80, 0x04, 0x95], "pickle"),
        ([0x80, 0x05, 0x95], "pickle"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "7z archive"),
        ("Rar!"u8.ToArray(), "RAR archive"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00], "xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard archive"),
        ("BZh"u8.ToArray(), "bzip2 archive"),
        ("MSCF"u8.ToArray(), "cabinet archive"),
        ([0x04, 0x22, 0x4D, 0x18], "LZ4 archive"),
    ];

    private static readonly (string Extension, string Name)[] Extensions =
    [
        (".gguf", "GGUF"), (".ggml", "GGML"), (".onnx", "ONNX"), (".pt", "PyTorch"), (".pth", "PyTorch"), (".ckpt", "PyTorch"), (".pkl", "pickle"),
        (".pickle", "pickle"), (".joblib", "pickle"), (".h5", "HDF5"), (".hdf5", "HDF5"), (".keras", "Keras"), (".tflite", "TFLite"), (".npy", "NPY"),
        (".npz", "NPZ"), (".msgpack", "Flax"), (".mlmodel", "Core ML"), (".engine", "TensorRT"), (".nemo", "NeMo"), (".safetensors", "safetensors"),
        (".7z", "7z archive"), (".rar", "RAR archive"), (".zst", "Zstandard archive"), (".xz", "xz archive"), (".bz2", "bzip2 archive"),
        (".zip", "zip archive"), (".nupkg", "NuGet package"), (".snupkg", "NuGet symbol package"), (".tar", "tar archive"), (".gz", "gzip archive"), (".tgz", "gzip archive"),
    ];

    /// <summary>The format that the first bytes show; null when they show none.</summary>
    public static string? ByContent(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, name) in Magics)
        {
            if (head.StartsWith(magic))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The format that the file name claims; null when it claims none.</summary>
    public static string? ByName(string fileName)
    {
        foreach (var (extension, name) in Extensions)
        {
            if (fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        return null;
    }
}
