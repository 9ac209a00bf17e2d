using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Fixing.Tests.Artifacts;

/// <summary>Small safetensors files with random weights.</summary>
internal static class Safetensors
{
    public static byte[] Of(string metadata, params string[] tensors)
    {
        var entries = tensors.Select((name, i) => $"\"{name}\":{{\"dtype\":\"BF16\",\"shape\":[4,4],\"data_offsets\":[{32 * i},{32 * (i + 1)}]}}");
        var header = Encoding.UTF8.GetBytes("{" + string.Join(",", (metadata.Length == 0 ? [] : new[] { "\"__metadata__\":" + metadata }).Concat(entries)) + "}");
        var file = new byte[8 + header.Length + 32 * tensors.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);
        new Random(7).NextBytes(file.AsSpan(8 + header.Length));
        return file;
    }

    public static (string Header, byte[] Data) Read(byte[] file)
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        return (Encoding.UTF8.GetString(file, 8, length), file[(8 + length)..]);
    }
}
