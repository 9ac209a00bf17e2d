using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ReleaseGuard.EndToEnd.Differences;

/// <summary>Tensors and parameters of the samples' model files, counted without a line of ReleaseGuard: headers only, no checks, just enough for files that the samples write.</summary>
internal static class IndependentTotals
{
    public static (long Tensors, long Parameters) Of(string file) => Path.GetExtension(file) switch
    {
        ".safetensors" => OfSafetensors(File.ReadAllBytes(file)),
        ".gguf" => OfGguf(File.ReadAllBytes(file)),
        ".onnx" => OfOnnx(File.ReadAllBytes(file)),
        _ => (0, 0),
    };

    private static (long, long) OfSafetensors(byte[] file)
    {
        using var header = JsonDocument.Parse(file.AsMemory(8, (int)BinaryPrimitives.ReadInt64LittleEndian(file)));
        var shapes = header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__")
            .Select(entry => entry.Value.GetProperty("shape").EnumerateArray().Aggregate(1L, (product, size) => product * size.GetInt64())).ToList();
        return (shapes.Count, shapes.Sum());
    }

    private static (long, long) OfGguf(byte[] file)
    {
        var at = 8;
        var tensors = (long)Next(8);
        var pairs = (long)Next(8);
        for (var pair = 0L; pair < pairs; pair++)
        {
            Text();
            Value((int)Next(4));
        }

        var parameters = 0L;
        for (var tensor = 0L; tensor < tensors; tensor++)
        {
            Text();
            var dimensions = (int)Next(4);
            parameters += Enumerable.Range(0, dimensions).Aggregate(1L, (product, _) => product * (long)Next(8));
            at += 12;
        }

        return (tensors, parameters);

        ulong Next(int bytes)
        {
            var value = bytes == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));
            at += bytes;
            return value;
        }

        void Text()
        {
            var length = (int)Next(8);
            at += length;
        }

        // Types of values: 8 is text, 9 a list, the others have a fixed length.
        void Value(int type)
        {
            if (type == 8)
            {
                Text();
            }
            else if (type == 9)
            {
                var element = (int)Next(4);
                for (var left = Next(8); left > 0; left--)
                    Value(element);
            }
            else
            {
                at += type switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 4 or 5 or 6 => 4, _ => 8 };
            }
        }
    }

    /// <summary>ModelProto.graph is field 7, GraphProto.initializer field 5, TensorProto.dims field 1.</summary>
    private static (long, long) OfOnnx(byte[] file)
    {
        var (tensors, parameters) = (0L, 0L);
        Walk(file, (field, graph) =>
        {
            if (field == 7)
            {
                Walk(graph, (member, initializer) =>
                {
                    if (member != 5)
                        return;
                    var product = 1L;
                    Walk(initializer, (part, packed) =>
                    {
                        for (var at = 0; part == 1 && at < packed.Length;)
                            product *= (long)Varint(packed, ref at);
                    }, (part, value) => product *= part == 1 ? (long)value : 1);
                    tensors++;
                    parameters += product;
                });
            }
        });
        return (tensors, parameters);
    }

    private static void Walk(byte[] message, Action<int, byte[]> bytes, Action<int, ulong>? number = null)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = (int)Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    var value = Varint(message, ref at);
                    number?.Invoke(key >> 3, value);
                    break;
                case 1: at += 8; break;
                case 5: at += 4; break;
                default:
                    var length = (int)Varint(message, ref at);
                    bytes(key >> 3, message[at..(at + length)]);
                    at += length;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(message[at] & 0x7F) << shift;
            if (message[at++] < 0x80)
                return value;
        }
    }
}
