using System;
using System.Linq;
using System.Threading;

namespace ReleaseGuard.Artifacts.Tests.Formats.Onnx;

/// <summary>Small ONNX files: a clean one, and the pieces to break it with.</summary>
internal static class OnnxFiles
{
    /// <summary>A float tensor with raw data of the right length.</summary>
    public static ProtobufBuilder Tensor(string name, long[] dims, int type = 1, int? rawBytes = null)
    {
        var tensor = Header(name, dims, type);
        var bytes = rawBytes ?? (int)(dims.Aggregate(1L, (a, b) => a * b) * 4);
        return tensor.Bytes(9, new byte[bytes]);
    }

    /// <summary>A tensor with no values yet.</summary>
    public static ProtobufBuilder Header(string name, long[] dims, int type = 1)
    {
        var tensor = new ProtobufBuilder();
        foreach (var dim in dims)
        {
            tensor.Varint(1, dim);
        }

        tensor.Varint(2, type);
        return name.Length == 0 ? tensor : tensor.Text(8, name);
    }

    public static ProtobufBuilder External(string name, long[] dims, params (string Key, string Value)[] entries)
    {
        var tensor = Header(name, dims);
        foreach (var (key, value) in entries)
        {
            tensor.Message(13, Entry(key, value));
        }

        return tensor.Varint(14, 1);
    }

    public static ProtobufBuilder Entry(string key, string value) => new ProtobufBuilder().Text(1, key).Text(2, value);

    public static ProtobufBuilder Node(string op, string output, params ProtobufBuilder[] attributes)
    {
        var node = new ProtobufBuilder().Text(2, output).Text(3, output + "_node").Text(4, op);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute);
        }

        return node;
    }

    public static ProtobufBuilder Graph(params ProtobufBuilder[] initializers)
    {
        var graph = new ProtobufBuilder().Text(2, "main");
        foreach (var initializer in initializers)
        {
            graph.Message(5, initializer);
        }

        return graph;
    }

    public static ProtobufBuilder Model(ProtobufBuilder graph) => new ProtobufBuilder()
        .Varint(1, 8)
        .Text(2, "tests")
        .Message(7, graph)
        .Message(8, new ProtobufBuilder().Varint(2, 17));

    public static byte[] Clean() => Model(Graph(Tensor("w", [2, 3]), Tensor("b", [3]))).ToArray();

    public static ArtifactFacts Read(ProtobufBuilder model) => Read(model.ToArray());

    public static ArtifactFacts Read(byte[] bytes)
    {
        var format = ArtifactFormats.All.Single(format => format.Name == "onnx");
        return format.Read(new CountingSource("model.onnx", bytes), CancellationToken.None);
    }

    public static ArtifactFacts ReadTensor(ProtobufBuilder tensor) => Read(Model(Graph(tensor)));
}
