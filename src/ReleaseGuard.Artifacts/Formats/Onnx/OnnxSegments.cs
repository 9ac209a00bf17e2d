using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>
/// Tensors that one graph or attribute gives in segments (TensorProto.segment: elements begin to end of the shape). A tensor whose segments tile it is put
/// together; of one that they do not, each segment is listed by itself, so that nothing of it goes unseen (O4).
/// </summary>
internal sealed class OnnxSegments(OnnxWalk walk)
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, List<Segment>> _byName = new(StringComparer.Ordinal);

    /// <summary>Takes one segment; true for the first of its tensor.</summary>
    /// <param name="part">What the segment holds, as a tensor of one dimension.</param>
    /// <param name="shape">The whole tensor's shape.</param>
    /// <param name="begin">The first element.</param>
    public bool Add(TensorFact part, long[] shape, long begin)
    {
        var isFirst = !_byName.TryGetValue(part.Name, out var parts);
        if (isFirst)
        {
            _order.Add(part.Name);
            _byName[part.Name] = parts = [];
        }

        parts!.Add(new Segment(part, shape, begin));
        return isFirst;
    }

    /// <summary>Lists the tensors, once every segment has been met.</summary>
    public void Finish()
    {
        foreach (var name in _order)
        {
            var parts = _byName[name];
            parts.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.Part.Parameters.CompareTo(b.Part.Parameters));
            var first = parts[0];
            if (WhyNotWhole(parts) is { } why)
            {
                walk.Facts.Malformed("O4", $"the segments of tensor '{name}' do not make it: {why}", first.Part.ByteOffset, first.Part.ByteLength, name);
                List(parts);
                continue;
            }

            walk.Facts.Note("O4", $"tensor '{name}' is given in {parts.Count} segments, which onnx's own loader does not take", first.Part.ByteOffset, first.Part.ByteLength, name);
            if (parts.Any(static part => part.Part.Storage is not null || part.Part.ExternalFile is not null))
            {
                List(parts);
            }
            else
            {
                walk.Facts.Tensor(Whole(name, parts));
            }
        }
    }

    private static string? WhyNotWhole(List<Segment> parts)
    {
        long next = 0;
        var first = parts[0];
        foreach (var part in parts)
        {
            if (part.Part.Type != first.Part.Type || !part.Shape.SequenceEqual(first.Shape))
            {
                return "they differ in shape or type";
            }

            if (part.Begin != next)
            {
                return part.Begin > next ? $"elements {next} to {part.Begin} are in none" : $"elements {part.Begin} to {next} are in two";
            }

            next += part.Part.Parameters;
        }

        var elements = Tensors.TensorShape.Count(first.Shape) ?? 0;
        return next == elements ? null : $"elements {next} to {elements} are in none";
    }

    private static TensorFact Whole(string name, List<Segment> parts)
    {
        var first = parts[0];
        var whole = new TensorFact(name, first.Part.Type, first.Shape, parts.Sum(static part => part.Part.Parameters), first.Part.ByteOffset, first.Part.ByteLength);
        return parts.Count == 1 ? whole : whole with
        {
            ByteOffset = 0,
            ByteLength = parts.Sum(static part => part.Part.ByteLength),
            Storage = new TensorStorage(TensorStorageKind.Pieces) { Pieces = [.. parts.Where(static part => part.Part.ByteLength > 0).Select(static part => new StoragePiece(null, part.Part.ByteOffset, part.Part.ByteLength))] },
        };
    }

    private void List(List<Segment> parts)
    {
        foreach (var part in parts)
        {
            walk.Facts.Tensor(part.Part with { Name = $"{part.Part.Name}[{part.Begin}..{part.Begin + part.Part.Parameters}]" });
        }
    }

    private sealed record Segment(TensorFact Part, long[] Shape, long Begin);
}
