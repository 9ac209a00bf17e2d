using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace ReleaseGuard.Artifacts.Tests.Formats.PyTorch;

/// <summary>Small PyTorch files in their three forms.</summary>
internal static class PyTorchFiles
{
    public static byte[] Zip(byte[] pickle, params (string Name, byte[] Bytes)[] records) =>
        ZipOf([("archive/data.pkl", pickle, false), .. records.Select(record => ("archive/" + record.Name, record.Bytes, false)), ("archive/version", "3\n"u8.ToArray(), false)]);

    public static byte[] ZipOf(params (string Name, byte[] Bytes, bool Deflate)[] records)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            foreach (var (name, bytes, deflate) in records)
            {
                using var entry = zip.CreateEntry(name, deflate ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
                entry.Write(bytes, 0, bytes.Length);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A pickle of a dictionary with one entry, "w", made by <paramref name="value"/>.</summary>
    public static byte[] Dictionary(Action<PickleBuilder> value)
    {
        var pickle = new PickleBuilder().Op("}(").Text("w");
        value(pickle);
        return pickle.Op("u.").ToArray();
    }

    public static byte[] CleanZip() => Zip(Dictionary(p => p.Tensor("0", 6, 0, [2, 3], [3, 1])), ("data/0", new byte[24]), ("byteorder", "little"u8.ToArray()));

    public static byte[] Legacy(byte[] pickle, string[] keys, params byte[] storages)
    {
        var bytes = new List<byte>([0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]);
        bytes.AddRange(new PickleBuilder().Int(1001).Op(".").ToArray());
        bytes.AddRange(new PickleBuilder().Op("}(").Text("little_endian").Raw(0x88).Op("u.").ToArray());
        bytes.AddRange(pickle);
        var list = new PickleBuilder().Op("](");
        foreach (var key in keys)
        {
            list.Text(key);
        }

        bytes.AddRange(list.Op("e.").ToArray());
        bytes.AddRange(storages);
        return [.. bytes];
    }

    public static byte[] Counted(long elements, int bytes) => [.. BitConverter.GetBytes(elements), .. new byte[bytes]];

    public static byte[] CleanLegacy() => Legacy(Dictionary(p => p.Tensor("0", 6, 0, [2, 3], [3, 1])), ["0"], Counted(6, 24));

    public static byte[] Tar(params (string Name, byte[] Bytes)[] members)
    {
        var bytes = new List<byte>();
        foreach (var (name, content) in members)
        {
            var header = new byte[512];
            System.Text.Encoding.ASCII.GetBytes(name).CopyTo(header, 0);
            System.Text.Encoding.ASCII.GetBytes(Convert.ToString(content.Length, 8).PadLeft(11, '0')).CopyTo(header, 124);
            header[156] = (byte)'0';
            "ustar"u8.CopyTo(header.AsSpan(257));
            header.AsSpan(148, 8).Fill((byte)' ');
            System.Text.Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
            bytes.AddRange(header);
            bytes.AddRange(content);
            bytes.AddRange(new byte[(512 - (content.Length % 512)) % 512]);
        }

        bytes.AddRange(new byte[1024]);
        return [.. bytes];
    }

    public static byte[] CleanTar()
    {
        byte[] storages =
        [
            .. new PickleBuilder().Int(1).Op(".").ToArray(),
            .. new PickleBuilder().Op("(").Text("7").Text("cpu").Global("torch", "FloatStorage").Op("t.").ToArray(),
            .. Counted(6, 24),
            .. new PickleBuilder().Op("].").ToArray(),
        ];
        byte[] tensors =
        [
            .. new PickleBuilder().Int(1).Op(".").ToArray(),
            .. new PickleBuilder().Op("(").Text("9").Text("7").Global("torch", "FloatTensor").Op("t.").ToArray(),
            2, 0, 0, 0, 0, 0, 0, 0,
            .. BitConverter.GetBytes(2L), .. BitConverter.GetBytes(3L), .. BitConverter.GetBytes(3L), .. BitConverter.GetBytes(1L), .. BitConverter.GetBytes(0L),
        ];
        var pickle = Dictionary(p => p.Text("9").Op("Q"));
        return Tar(("sys_info", new PickleBuilder().Op("}.").ToArray()), ("pickle", pickle), ("storages", storages), ("tensors", tensors));
    }
}
