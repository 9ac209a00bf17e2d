using System.IO;
using System.Threading;
using static ReleaseGuard.Artifacts.Tests.Formats.Onnx.OnnxFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.Onnx;

public sealed class OnnxMutationTests
{
    [Fact]
    public void Damaged_files_never_throw_and_are_never_read_outside()
    {
        var attribute = new ProtobufBuilder().Text(1, "value").Message(5, Tensor("", [2])).Varint(20, 4);
        var graph = Graph(Tensor("w", [2, 3]), Header("f", [2]).Bytes(4, new byte[8]), Header("i", [3], 6).PackedVarints(5, [1, 200, 70000]), External("e", [2], ("location", "d"), ("offset", "0")))
            .Message(1, Node("Constant", "c", attribute));
        var function = new ProtobufBuilder().Text(1, "f").Message(7, Node("Constant", "x", attribute));
        Mutations.Hold("onnx", Clean(), Model(graph).Message(25, function).Message(14, Entry("k", "v")).ToArray());
    }

    [Fact]
    public void A_real_model_is_read_without_problems()
    {
        if (SharedData.Find("tiny-gpt2-fp32.onnx") is not { } path)
        {
            return;
        }

        using var source = new FileArtifactSource(path);
        var format = ArtifactFormats.Detect(source, "no-extension");
        Assert.Equal("onnx", format?.Name);
        var facts = format!.Read(source, CancellationToken.None);
        Assert.Empty(facts.Problems);
        long parameters = 0;
        foreach (var tensor in facts.Tensors)
        {
            parameters += tensor.Parameters;
        }

        // As python3-onnx counts them.
        Assert.Equal(142_112, parameters);
        Assert.Equal(new FileInfo(path).Length, facts.Length);
    }
}
