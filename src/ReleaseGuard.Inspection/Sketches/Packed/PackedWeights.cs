using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Artifacts.Sources;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Packed;

/// <summary>
/// Tells packed weight matrices of one artifact by their companions' names and shapes together (GPTQ, AWQ, compressed-tensors,
/// MXFP4, NVFP4, bitsandbytes), and gives each as the matrix it stands for. What looks packed and cannot be decoded is said.
/// </summary>
internal sealed class PackedWeights(IReadOnlyList<SketchSubject> stored)
{
    // A group index of one input each, or a quantisation state: larger ones are no such thing.
    private const long LargestCompanion = 1 << 26;

    // Numbers of few levels: coarse ones are told from others by what could be read of them.
    private static readonly TensorType Decoded = new("F32", TensorElementKind.Quantized, 32);

    private readonly Dictionary<string, SketchSubject> _byName = stored.GroupBy(static s => s.Tensor.Name, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);

    /// <summary>The decoded matrices, under the names of their packed tensors; and packed tensors that could not be decoded.</summary>
    public IEnumerable<(SketchSubject? Matrix, SketchUnread? Unread)> Decode()
    {
        foreach (var subject in stored)
        {
            PackedRows? rows = null;
            string? problem = null;
            try
            {
                rows = RowsOf(subject, ref problem);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                problem = $"could not be unpacked: {error.Message}";
            }

            if (problem is not null)
            {
                yield return (null, new SketchUnread(subject, problem));
            }
            else if (rows is { Rows: > 0, Columns: > 0 and < 1 << 28 } && rows.Rows <= long.MaxValue / rows.Columns / sizeof(float))
            {
                var elements = rows.Rows * rows.Columns;
                var tensor = new TensorFact(subject.Tensor.Name, Decoded, [rows.Rows, rows.Columns], elements, 0, elements * sizeof(float));
                yield return (new SketchSubject(subject.File, new UnpackedSource(subject.Source.Name, rows), tensor), null);
            }
        }
    }

    private PackedRows? RowsOf(SketchSubject subject, ref string? problem)
    {
        var name = subject.Tensor.Name;
        var bits = subject.Tensor.Type is { Kind: TensorElementKind.Integer, BlockElements: 1 } type ? type.BlockBits : 0;
        return bits switch
        {
            32 when Stem(name, ".qweight") is { } stem => Words(subject, stem, ref problem),
            32 when Stem(name, ".weight_packed") is { } stem => Integers(subject, stem, ref problem),
            8 when Stem(name, "_blocks") is { } stem && _byName.ContainsKey(stem + "_scales") && subject.Columns == 16 && subject.Tensor.Shape.Count > 1 =>
                new NibbleRows(subject, NibbleRows.E2M1, upperFirst: false, null, subject.Rows / subject.Tensor.Shape[subject.Tensor.Shape.Count - 2], subject.Tensor.Shape[subject.Tensor.Shape.Count - 2] * 32),
            8 when _byName.TryGetValue(name + ".quant_map", out var map) && map.Tensor.Parameters == 16 => Table(subject, map, ref problem),
            8 when ScalesOfSixteen(subject) is { } scales => new NibbleRows(subject, NibbleRows.E2M1, upperFirst: false, scales, subject.Rows, subject.Columns * 2),
            _ => null,
        };
    }

    private WordRows? Words(SketchSubject weights, string stem, ref string? problem)
    {
        if (!_byName.TryGetValue(stem + ".scales", out var scales) || !_byName.TryGetValue(stem + ".qzeros", out var zeros))
        {
            problem = "is packed, and its scales and zero points are not in the same file; only its bytes were compared";
            return null;
        }

        var groups = _byName.TryGetValue(stem + ".g_idx", out var index) ? index : null;
        if (weights.Tensor.Shape.Count != 2 || zeros.Tensor.Shape.Count != 2 || scales.Tensor.Shape.Count != 2 || scales.Tensor.Shape[1] <= 0
            || !IsNumbers(scales) || zeros.Tensor.Type.BlockBits != 32 || zeros.Tensor.Shape[0] != scales.Tensor.Shape[0] || scales.Tensor.Shape[0] <= 0)
        {
            problem = "looks packed as GPTQ and AWQ do, but its companions' shapes do not fit; only its bytes were compared";
            return null;
        }

        long outputs = scales.Tensor.Shape[1], bits = zeros.Tensor.Shape[1] * 32 / outputs;
        var isAwq = weights.Tensor.Shape[1] != outputs;
        if (bits is not (2 or 4 or 8) || zeros.Tensor.Shape[1] * (32 / bits) != outputs || (isAwq && weights.Tensor.Shape[1] != zeros.Tensor.Shape[1]))
        {
            problem = $"is packed with {bits} bits for an element, a way that is not decoded; only its bytes were compared";
            return null;
        }

        var inputs = isAwq ? weights.Tensor.Shape[0] : weights.Tensor.Shape[0] * (32 / bits);
        var fits = groups is { Tensor: { Type.BlockBits: 32, ByteLength: <= LargestCompanion } } && groups.Tensor.Parameters == inputs;
        return new WordRows(weights, zeros, scales, fits && !isAwq ? groups : null, (int)bits, isAwq);
    }

    private IntegerRows? Integers(SketchSubject weights, string stem, ref string? problem)
    {
        if (!_byName.TryGetValue(stem + ".weight_scale", out var scales))
        {
            problem = "is packed, and its scales are not in the same file; only its bytes were compared";
            return null;
        }

        // The true shape is stored beside it; four bits where it is not.
        long columns = weights.Columns * 8;
        if (_byName.TryGetValue(stem + ".weight_shape", out var shape) && shape.Tensor.Parameters == 2 && shape.Tensor.Type.BlockBits is 32 or 64)
        {
            var bytes = new byte[shape.Tensor.ByteLength];
            columns = shape.Source.TryReadAll(shape.Tensor.ByteOffset, bytes)
                ? shape.Tensor.Type.BlockBits == 64 ? BitConverter.ToInt64(bytes, 8) : BitConverter.ToInt32(bytes, 4)
                : 0;
        }

        var bits = columns > 0 ? weights.Columns * 32 / columns : 0;
        if (bits is not (2 or 4 or 8) || !IsNumbers(scales) || scales.Rows != weights.Rows || scales.Columns > columns || columns > weights.Columns * (32 / bits))
        {
            problem = "looks packed as compressed-tensors does, but its companions' shapes do not fit; only its bytes were compared";
            return null;
        }

        var zeros = _byName.TryGetValue(stem + ".weight_zero_point", out var points) && points.Tensor.Type.BlockBits == 32 && points.Columns == scales.Columns
            && points.Rows * (32 / bits) >= weights.Rows ? points : null;
        return new IntegerRows(weights, scales, zeros, (int)bits, columns);
    }

    /// <summary>bitsandbytes: the shape stands in a JSON text stored as bytes.</summary>
    private NibbleRows? Table(SketchSubject weights, SketchSubject map, ref string? problem)
    {
        var state = new[] { ".quant_state.bitsandbytes__nf4", ".quant_state.bitsandbytes__fp4" }
            .Select(ending => _byName.TryGetValue(weights.Tensor.Name + ending, out var found) ? found : null).FirstOrDefault(static found => found is { Tensor.ByteLength: < 1 << 16 });
        var json = state is null ? null : JsonFile.Read(new SliceArtifactSource(state.Source, state.Tensor.Name, state.Tensor.ByteOffset, state.Tensor.ByteLength), CancellationToken.None, out _);
        var shape = json?["shape"]?.Items.Select(static item => long.TryParse(item.Text, out var size) && size > 0 ? size : 0).ToList() ?? [];
        long columns = shape.Count == 0 ? 0 : shape[shape.Count - 1];
        if (columns == 0 || columns % 64 != 0 || !IsNumbers(map) || weights.Tensor.Parameters * 2 % columns != 0)
        {
            problem = "is packed by bitsandbytes, and its shape is not stored beside it or does not fit; only its bytes were compared";
            return null;
        }

        var levels = new float[16];
        var encoding = TensorEncodings.Find(map.Tensor.Type)!;
        var bytes = new byte[map.Tensor.ByteLength];
        if (!map.Source.TryReadAll(map.Tensor.ByteOffset, bytes))
        {
            throw new EndOfStreamException($"'{map.File}' ended inside tensor '{map.Tensor.Name}'.");
        }

        encoding.ToFloats(bytes, levels);
        return new NibbleRows(weights, levels, upperFirst: true, null, weights.Tensor.Parameters * 2 / columns, columns);
    }

    /// <summary>NVFP4: one 8-bit scale for sixteen elements, that is for eight bytes.</summary>
    private SketchSubject? ScalesOfSixteen(SketchSubject weights)
    {
        var name = weights.Tensor.Name;
        var stem = Stem(name, ".weight_packed") ?? Stem(name, ".weight");
        return stem is not null && _byName.TryGetValue(stem + ".weight_scale", out var scales) && scales.Tensor.Type is { Kind: TensorElementKind.Float, BlockBits: 8 }
            && scales.Tensor.Parameters * 8 == weights.Tensor.Parameters && weights.Columns % 8 == 0 && IsNumbers(scales) ? scales : null;
    }

    private static bool IsNumbers(SketchSubject companion) => companion.Tensor.Type.Kind == TensorElementKind.Float && TensorEncodings.Find(companion.Tensor.Type) is { BlockElements: 1 };

    private static string? Stem(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal) ? name.Substring(0, name.Length - ending.Length) : null;
}
