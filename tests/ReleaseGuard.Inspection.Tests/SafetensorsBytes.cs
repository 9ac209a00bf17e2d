using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ReleaseGuard.Inspection.Tests;

/// <summary>Makes small, valid safetensors files.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file of F32 tensors; each element is a different small number.</summary>
    public static byte[] Of(params (string Name, long[] Shape)[] tensors) => Of(null, tensors.Select(tensor => (tensor.Name, "F32", tensor.Shape)).ToArray());

    public static byte[] Of(Dictionary<string, string>? metadata, params (string Name, string Dtype, long[] Shape)[] tensors)
    {
        var header = new StringBuilder("{");
        if (metadata is not null)
        {
            header.Append("\"__metadata__\":").Append(JsonSerializer.Serialize(metadata)).Append(',');
        }

        long offset = 0;
        foreach (var (name, dtype, shape) in tensors)
        {
            var length = shape.Aggregate(1L, (product, size) => product * size) * (dtype switch { "F32" or "I32" or "U32" => 4, "I64" or "F64" => 8, "BF16" or "F16" => 2, _ => 1 });
            header.Append(JsonSerializer.Serialize(name)).Append($":{{\"dtype\":\"{dtype}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{offset},{offset + length}]}},");
            offset += length;
        }

        var json = Encoding.UTF8.GetBytes(header.ToString().TrimEnd(',') + "}");
        var bytes = new byte[8 + json.Length + offset];
        BitConverter.TryWriteBytes(bytes, (long)json.Length);
        json.CopyTo(bytes, 8);
        for (var index = 8 + json.Length; index < bytes.Length; index++)
        {
            bytes[index] = (byte)((index * 31) & 0x3F);
        }

        return bytes;
    }
}
