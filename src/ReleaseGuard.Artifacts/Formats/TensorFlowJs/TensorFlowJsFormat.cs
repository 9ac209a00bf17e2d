using System;
using ReleaseGuard.Artifacts.Json;

namespace ReleaseGuard.Artifacts.Formats.TensorFlowJs;

/// <summary>
/// TensorFlow.js models: <c>model.json</c> with its weightsManifest, or a bare <c>*-weights_manifest.json</c>. The weights lie one after the other in
/// the files of their group. Problems: J1 not JSON, or not such a manifest · J2 an entry without its fields · J3 a weight twice · J4 sizes and files disagree
/// (<see cref="TensorFlowJsWeightsCheck"/>) · J5 unknown fields that carry much · J6 a path that leaves the folder.
/// </summary>
internal sealed class TensorFlowJsFormat : ArtifactFormat
{
    public override string Name => "tfjs";

    public override string[] Extensions => ["-weights_manifest.json"];

    public override bool Recognises(ReadOnlySpan<byte> head, long length)
    {
        var i = 0;
        while (i < head.Length && head[i] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            i++;
        }

        if (i == head.Length)
        {
            return false;
        }

        return head[i] switch
        {
            (byte)'{' => Holds(head, "\"weightsManifest\""u8) || (Holds(head, "\"modelTopology\""u8) && Holds(head, "\"format\""u8)),
            (byte)'[' => Holds(head, "\"weights\""u8) && Holds(head, "\"shape\""u8) && Holds(head, "\"dtype\""u8),
            _ => false,
        };
    }

    protected override void Read(FactsBuilder facts)
    {
        var json = new JsonTokenizer(facts.Reader, 0, facts.Reader.Length);
        new TensorFlowJsManifest(facts, json).Read();
        if (json.Fault is { } fault)
        {
            facts.Malformed("J1", $"the manifest is not {(fault.IsEncoding ? "UTF-8" : "JSON")}: {fault.Message}", fault.ByteOffset);
            return;
        }

        json.SkipWhitespace();
        if (json.TryPeek(out _))
        {
            facts.Malformed("J1", "bytes follow the manifest", json.Position, facts.Reader.Length - json.Position);
            facts.Payload("tail", json.Position, facts.Reader.Length - json.Position);
        }
    }

    private static bool Holds(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) => head.IndexOf(text) >= 0;
}
