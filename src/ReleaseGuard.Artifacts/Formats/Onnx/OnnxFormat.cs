using System;
using System.Globalization;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>
/// ONNX: one protobuf ModelProto, walked where it lies, so that a file of any size is read by its structure alone. Every place that can hold numbers is
/// visited: initializers, attributes of any node, subgraphs, functions, training graphs, metadata. Invariants O1 to O8, O11, and O12 for long strings.
/// </summary>
internal sealed class OnnxFormat : ArtifactFormat
{
    private const ulong NewestPlausibleVersion = 64;

    public override string Name => "onnx";

    public override string[] Extensions => [".onnx"];

    /// <summary>Protobuf has no magic number: known fields in known wire types, a plausible version and a graph that begins like one.</summary>
    public override bool Recognises(ReadOnlySpan<byte> head, long length)
    {
        var source = new MemoryArtifactSource("head", head.ToArray());
        var bytes = new PagedBytes(new SourceReader(source, default));
        var message = new ProtobufMessage(bytes, 0, long.MaxValue);
        bool hasVersion = false, hasGraph = false;
        var known = 0;
        while (message.Position < head.Length && message.Next())
        {
            if (OnnxSchema.Model.Find(message.Field) is not { } field || !field.Allows(message.Wire))
            {
                return false;
            }

            known++;
            hasVersion |= message.Field == 1 && message.Value is > 0 and <= NewestPlausibleVersion;
            if (message.Field == 1 && !hasVersion)
            {
                return false;
            }

            if (message.Field == 7)
            {
                // What stands in the graph is looked at where the head shows it.
                var first = bytes.ByteAt(message.Start);
                if (first >= 0 && message.Length > 0 && (first >> 3 > 16 || (first & 7) != 2 || OnnxSchema.Graph.Find(first >> 3) is null) && first != 0x82)
                {
                    return false;
                }

                hasGraph |= first >= 0;
            }
        }

        return hasVersion && (hasGraph || (known >= 4 && message.Position >= head.Length && head.Length < length));
    }

    protected override void Read(FactsBuilder facts)
    {
        var bytes = new PagedBytes(facts.Reader);
        var walk = new OnnxWalk(facts, bytes);
        var graphs = new OnnxGraphReader(walk, new OnnxTensorReader(walk));
        var functions = new OnnxFunctions(walk, graphs);
        var message = walk.Open(0, bytes.Length);
        var seen = 0u;
        bool hasVersion = false, hasGraph = false;
        while (walk.Next(ref message, OnnxSchema.Model, ref seen))
        {
            switch (message.Field)
            {
                case 1:
                    hasVersion = true;
                    facts.Metadata("ir_version", message.Value.ToString(CultureInfo.InvariantCulture));
                    break;
                case 2 or 3 or 4 or 6:
                    facts.Metadata(OnnxSchema.Model.Find(message.Field)!.Name, walk.Text(message));
                    break;
                case 5:
                    facts.Metadata("model_version", ((long)message.Value).ToString(CultureInfo.InvariantCulture));
                    break;
                case 7:
                    hasGraph = true;
                    graphs.ReadGraph(message.Start, message.Length, 1);
                    break;
                case 8:
                    walk.Plain(message.Start, message.Length, OnnxSchema.OperatorSet, 1);
                    break;
                case 14:
                    walk.Metadata(message.Start, message.Length, keep: true);
                    break;
                case 20:
                    ReadTraining(walk, graphs, message.Start, message.Length);
                    break;
                case 25:
                    functions.Read(message.Start, message.Length, 1);
                    break;
                case 26:
                    walk.Plain(message.Start, message.Length, OnnxSchema.Device, 1);
                    break;
            }
        }

        if (!hasVersion)
        {
            facts.Malformed("O1", "the model does not say its ir_version", 0);
        }

        if (!hasGraph)
        {
            facts.Malformed("O1", "the model has no graph", 0);
        }

        functions.CheckCycles();
    }

    private static void ReadTraining(OnnxWalk walk, OnnxGraphReader graphs, long start, long length)
    {
        var message = walk.Open(start, length);
        var seen = 0u;
        while (walk.Next(ref message, OnnxSchema.Training, ref seen))
        {
            if (message.Field <= 2)
            {
                graphs.ReadGraph(message.Start, message.Length, 2);
            }
            else
            {
                walk.Metadata(message.Start, message.Length, keep: false);
            }
        }
    }
}
