using System.Text;

namespace Mango.Weights;

/// <summary>Writes a GGUF 3 file: metadata, the list of tensors, then their data, each at a multiple of 32 bytes.</summary>
internal static class GgufWriter
{
    private const int Alignment = 32;

    internal static byte[] Write(string architecture, IReadOnlyList<KeyValuePair<string, uint>> counts, IReadOnlyList<PlannedTensor> tensors)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((long)tensors.Count);
        writer.Write((long)counts.Count + 1);
        Text(writer, "general.architecture");
        writer.Write(8u);
        Text(writer, architecture);
        foreach (var (key, count) in counts)
        {
            Text(writer, key);
            writer.Write(4u);
            writer.Write(count);
        }

        var offset = 0L;
        foreach (var tensor in tensors)
        {
            Text(writer, tensor.Name);
            writer.Write((uint)tensor.Shape.Length);
            foreach (var dimension in tensor.Shape.Reverse())
                writer.Write((long)dimension);
            writer.Write(1u);
            writer.Write(offset);
            offset += (tensor.Bytes + Alignment - 1) / Alignment * Alignment;
        }

        foreach (var tensor in tensors)
        {
            Align(stream);
            writer.Write(TensorValues.Bytes(tensor));
        }

        Align(stream);
        return stream.ToArray();
    }

    private static void Align(MemoryStream stream)
    {
        while (stream.Position % Alignment != 0)
            stream.WriteByte(0);
    }

    private static void Text(BinaryWriter writer, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        writer.Write((long)bytes.Length);
        writer.Write(bytes);
    }
}
