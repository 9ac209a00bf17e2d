using System;

namespace ReleaseGuard.Artifacts.Formats.Tflite;

/// <summary>
/// TensorFlow Lite and LiteRT models (FlatBuffers, tflite/converter/schema/schema.fbs version 3 to 3d). Walks the structure and no weights.
/// Problems: T1 root · T2 tables and offsets · T3 vectors · T4 too much structure · T5 first buffer not empty · T6 size and shape disagree ·
/// T7 data ranges outside the FlatBuffer · T8 buffers nothing refers to · T9 metadata and options that carry too much · T10 bytes no structure takes · T11 external files.
/// </summary>
internal sealed class TfliteFormat : ArtifactFormat
{
    public override string Name => "tflite";

    public override string[] Extensions => [".tflite"];

    public override bool Recognises(ReadOnlySpan<byte> head, long length) =>
        head.Length >= 8 && head[4] == 'T' && head[5] == 'F' && head[6] == 'L' && head[7] == '3';

    protected override void Read(FactsBuilder facts)
    {
        Span<byte> start = stackalloc byte[8];
        if (!facts.Reader.TryRead(0, start) || !Recognises(start, facts.Reader.Length))
        {
            facts.Malformed("T1", "the file has no 'TFL3' at byte 4", 0, Math.Min(8, facts.Reader.Length));
            return;
        }

        var file = new FlatBuffer(facts);
        var root = file.Follow(0, "the model");
        if (root >= 0 && file.Table(root, "the model") is { } model)
        {
            new TfliteModel(facts, file, model).Read();
        }
    }
}
