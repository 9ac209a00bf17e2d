namespace Mango.Weights;

/// <summary>Writes one linear layer as an ONNX graph: a multiplication and an addition, with their initializers inside. The numbers are field numbers of onnx.proto.</summary>
internal static class OnnxWriter
{
    private const int Half = 10;

    internal static byte[] Write(PlannedTensor weight, PlannedTensor bias) => new ProtobufWriter()
        .Number(1, 8)
        .Text(2, "mango")
        .Message(7, graph =>
        {
            Node(graph, "MatMul", "latent", weight.Name, "projected");
            Node(graph, "Add", "projected", bias.Name, "pixels");
            graph.Text(2, "vae_decoder");
            Initializer(graph, weight);
            Initializer(graph, bias);
            Value(graph, 11, "latent", weight.Shape[0]);
            Value(graph, 12, "pixels", weight.Shape[1]);
        })
        .Message(8, operators => operators.Text(1, "").Number(2, 17))
        .ToArray();

    private static void Node(ProtobufWriter graph, string type, string left, string right, string output) =>
        graph.Message(1, node => node.Text(1, left).Text(1, right).Text(2, output).Text(3, output).Text(4, type));

    private static void Initializer(ProtobufWriter graph, PlannedTensor tensor) => graph.Message(5, initializer =>
    {
        foreach (var dimension in tensor.Shape)
            initializer.Number(1, dimension);
        initializer.Number(2, Half).Text(8, tensor.Name).Bytes(9, TensorValues.Bytes(tensor));
    });

    private static void Value(ProtobufWriter graph, int field, string name, int width) =>
        graph.Message(field, value => value.Text(1, name).Message(2, type => type.Message(1, tensor => tensor.Number(1, Half).Message(2, shape =>
            shape.Message(1, dimension => dimension.Text(2, "places")).Message(1, dimension => dimension.Number(1, width))))));
}
