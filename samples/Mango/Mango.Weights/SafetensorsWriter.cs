using System.Buffers.Binary;
using System.Text.Json;

namespace Mango.Weights;

/// <summary>Writes a safetensors file: the header's length, a JSON header padded to eight bytes, the data.</summary>
internal static class SafetensorsWriter
{
    internal static byte[] Write(IReadOnlyList<PlannedTensor> tensors)
    {
        var entries = new Dictionary<string, object> { ["__metadata__"] = new Dictionary<string, string> { ["format"] = "pt" } };
        var offset = 0;
        foreach (var tensor in tensors)
        {
            entries.Add(tensor.Name, new Dictionary<string, object> { ["dtype"] = "F16", ["shape"] = tensor.Shape, ["data_offsets"] = new[] { offset, offset + tensor.Bytes } });
            offset += tensor.Bytes;
        }

        var header = JsonSerializer.SerializeToUtf8Bytes(entries);
        var used = header.Length;
        Array.Resize(ref header, (used + 7) / 8 * 8);
        header.AsSpan(used).Fill((byte)' ');

        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. tensors.SelectMany(TensorValues.Bytes)];
    }
}
