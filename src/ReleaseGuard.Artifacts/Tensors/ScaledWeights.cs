using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Tensors;

/// <summary>
/// Tells packed weights and their scales by name and shape together (GPTQ, AWQ, compressed-tensors, bitsandbytes, MXFP4, NVFP4, FP8).
/// The names are those the Hugging Face hub skips when it counts (parse-safetensors-metadata.ts); the arithmetic is what keeps a weight that merely
/// took such a name from being skipped.
/// </summary>
internal sealed class ScaledWeights
{
    // Smallest group any of these schemes scales together (NVFP4: 16 elements); a real scale tensor is never larger than its weight over this.
    private const int SmallestGroup = 16;

    // A lookup table of 8-bit codes, or bitsandbytes' state as bytes.
    private const int LargestTable = 256;

    private const int DefaultPackedBits = 4;

    // Largest group that any of them scales together, a whole row apart.
    private const int LargestGroup = 128;

    // A scale, zero point or table, and the endings its weight may have in its place.
    private static readonly (string Ending, string[] Weights)[] Scales =
    [
        (".weight_scale", [".weight", ".weight_packed", ""]),
        (".weight_scale_inv", [".weight"]),
        (".weight_scale_2", [".weight", ".weight_packed"]),
        (".weight_global_scale", [".weight_packed", ".weight"]),
        (".weight_zero_point", [".weight_packed", ".weight"]),
        (".weight_shape", [".weight_packed", ".weight"]),
        (".weight_g_idx", [".weight_packed", ".weight"]),
        (".input_scale", [".weight", ".weight_packed"]),
        (".input_global_scale", [".weight", ".weight_packed"]),
        (".output_scale", [".weight"]),
        (".k_scale", [".weight"]),
        (".v_scale", [".weight"]),
        (".scales", [".qweight", ".weight"]),
        (".qzeros", [".qweight"]),
        (".g_idx", [".qweight"]),
        (".biases", [".weight"]),
        (".SCB", [".weight"]),
        (".weight_format", [".weight"]),
        (".absmax", [""]),
        (".quant_map", [""]),
        (".nested_absmax", [""]),
        (".nested_quant_map", [""]),
        (".quant_state.bitsandbytes__nf4", [""]),
        (".quant_state.bitsandbytes__fp4", [""]),
        ("_scales", ["_blocks"]),
        ("_scale", [""]),
        ("_scale_inv", [""]),
    ];

    private static readonly string[] TrainingMarks = ["exp_avg", "momentum_buffer", "optimizer.", "optimizer_state", "lr_scheduler", "grad_scaler"];

    private static readonly string[] AdapterMarks = ["lora_", "hada_w", "lokr_", "ia3_"];

    private readonly Dictionary<string, TensorFact> _byName = new(StringComparer.Ordinal);

    /// <summary>Looks at names first: only weights that some scale could belong to are kept, so plain checkpoints cost nothing.</summary>
    public ScaledWeights(IReadOnlyList<ArtifactFacts> files)
    {
        var any = false;
        foreach (var file in files)
        {
            foreach (var tensor in file.Tensors)
            {
                any |= ScaleOf(tensor.Name) >= 0 || tensor.Name.EndsWith(".qweight", StringComparison.Ordinal) || tensor.Name.EndsWith(".weight_packed", StringComparison.Ordinal);
            }
        }

        if (!any)
        {
            return;
        }

        foreach (var file in files)
        {
            foreach (var tensor in file.Tensors)
            {
                _byName[tensor.Name] = tensor;
            }
        }
    }

    /// <summary>The tensor's class and its logical element count.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="isMismatch">It is named like a scale and cannot be one.</param>
    public (ParameterClass Class, long Logical) Classify(TensorFact tensor, out bool isMismatch)
    {
        isMismatch = false;
        if (tensor.Type.Kind == TensorElementKind.Text)
        {
            return (ParameterClass.Text, 0);
        }

        if (HasMark(tensor.Name, TrainingMarks))
        {
            return (ParameterClass.TrainingState, tensor.Parameters);
        }

        if (ScaleOf(tensor.Name) is >= 0 and var scale)
        {
            if (FitsAsScale(tensor, scale))
            {
                return (ParameterClass.Scale, tensor.Parameters);
            }

            // A single number that nothing is packed by is a setting (CLIP's logit_scale).
            isMismatch = tensor.Parameters > 1;
        }

        if (PackedElements(tensor) is { } packed)
        {
            return (ParameterClass.Parameter, packed);
        }

        if (!isMismatch && (tensor.Type.Kind == TensorElementKind.Boolean || (tensor.Type.Kind == TensorElementKind.Integer && tensor.Type.Bits >= 16)))
        {
            return (ParameterClass.Index, tensor.Parameters);
        }

        return (HasMark(tensor.Name, AdapterMarks) ? ParameterClass.Adapter : ParameterClass.Parameter, tensor.Parameters);
    }

    private static int ScaleOf(string name)
    {
        for (var i = 0; i < Scales.Length; i++)
        {
            if (name.EndsWith(Scales[i].Ending, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool HasMark(string name, string[] marks)
    {
        foreach (var mark in marks)
        {
            if (name.IndexOf(mark, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool FitsAsScale(TensorFact tensor, int scale)
    {
        var stem = tensor.Name.Substring(0, tensor.Name.Length - Scales[scale].Ending.Length);
        foreach (var ending in Scales[scale].Weights)
        {
            if (_byName.TryGetValue(stem + ending, out var weight) && weight != tensor)
            {
                // One scale for a group, one for a row of the unpacked weight, or a table: whichever allows most.
                var elements = PackedElements(weight) ?? weight.Parameters;
                var packing = weight.Parameters == 0 ? 1 : elements / weight.Parameters;
                long widest = 1;
                foreach (var dimension in weight.Shape)
                {
                    widest = Math.Max(widest, dimension);
                }

                return tensor.Parameters <= Math.Max(LargestTable, Math.Max(elements / SmallestGroup, Math.Min(elements, widest * packing)));
            }
        }

        return false;
    }

    /// <summary>True elements of a tensor that packs several into one container element; null when it packs none.</summary>
    private long? PackedElements(TensorFact tensor)
    {
        if (tensor.Type.Kind != TensorElementKind.Integer)
        {
            return null;
        }

        var containerBits = tensor.Type.Bits;
        if (Stem(tensor.Name, ".qweight") is { } quantised)
        {
            return Multiply(tensor.Parameters, containerBits, BitsOf(tensor, quantised));
        }

        if (Stem(tensor.Name, ".weight_packed") is { } compressed)
        {
            return Multiply(tensor.Parameters, containerBits, CompressedBitsOf(tensor, compressed));
        }

        // MLX: scales and biases of groups of 32, 64 or 128 along the inputs, whose elements are packed into words.
        if (containerBits == 32 && Stem(tensor.Name, ".weight") is { } packed && tensor.Shape.Count >= 2
            && _byName.TryGetValue(packed + ".scales", out var groupScales) && _byName.ContainsKey(packed + ".biases") && groupScales.Shape.Count == tensor.Shape.Count)
        {
            return Multiply(tensor.Parameters, containerBits, GroupedBitsOf(tensor, groupScales));
        }

        if (containerBits != 8)
        {
            return null;
        }

        if (Stem(tensor.Name, "_blocks") is { } blocks && _byName.TryGetValue(blocks + "_scales", out var blockScales) && blockScales.Parameters > 0 && tensor.Parameters / blockScales.Parameters == 16)
        {
            return Multiply(tensor.Parameters, 8, 4);
        }

        if (_byName.ContainsKey(tensor.Name + ".absmax") && _byName.TryGetValue(tensor.Name + ".quant_map", out var map) && map.Parameters == 16)
        {
            return Multiply(tensor.Parameters, 8, 4);
        }

        // NVFP4: one FP8 scale for sixteen elements, two elements in a byte.
        if (Stem(tensor.Name, ".weight") is { } stem && _byName.TryGetValue(stem + ".weight_scale", out var scale) && scale.Parameters > 0 && scale.Type.Bits == 8 && tensor.Parameters / scale.Parameters == 8)
        {
            return Multiply(tensor.Parameters, 8, 4);
        }

        return null;
    }

    /// <summary>Bits of one element that compressed-tensors packed: from its zero points, or from the group that one scale would have.</summary>
    private int CompressedBitsOf(TensorFact weight, string stem)
    {
        if (weight.Type.Bits != 32 || weight.Shape.Count != 2 || !_byName.TryGetValue(stem + ".weight_scale", out var scale) || scale.Shape.Count != 2 || scale.Shape[0] == 0 || scale.Shape[1] == 0)
        {
            return DefaultPackedBits;
        }

        if (_byName.TryGetValue(stem + ".weight_zero_point", out var zeros) && zeros.Shape.Count == 2 && zeros.Type.Bits == 32 && zeros.Shape[0] * 32 % scale.Shape[0] == 0)
        {
            return (int)Math.Min(32, Math.Max(1, zeros.Shape[0] * 32 / scale.Shape[0]));
        }

        // No scheme scales 256 elements together: those are 128 of eight bits.
        return scale.Shape[1] > 1 && weight.Shape[1] * (32 / DefaultPackedBits) / scale.Shape[1] == 2 * LargestGroup ? 2 * DefaultPackedBits : DefaultPackedBits;
    }

    /// <summary>The fewest bits that leave a group of a size in use: four where it could be eight, so that nothing is counted short.</summary>
    private static int GroupedBitsOf(TensorFact weight, TensorFact scales)
    {
        var (words, groups) = (weight.Shape[weight.Shape.Count - 1], scales.Shape[scales.Shape.Count - 1]);
        foreach (var bits in new[] { 2, 3, 4, 6, 8 })
        {
            if (groups > 0 && words * 32 % (bits * groups) == 0 && words * 32 / bits / groups is 32 or 64)
            {
                return bits;
            }
        }

        return DefaultPackedBits;
    }

    /// <summary>Bits of one GPTQ or AWQ element, from the shapes of its companions.</summary>
    private int BitsOf(TensorFact weight, string stem)
    {
        if (weight.Shape.Count != 2 || weight.Type.Bits != 32)
        {
            return DefaultPackedBits;
        }

        long bits = 0;
        if (_byName.TryGetValue(stem + ".g_idx", out var groups) && groups.Parameters > 0)
        {
            // GPTQ packs along the input dimension: rows · 32 / bits = inputs.
            bits = weight.Shape[0] * 32 / groups.Parameters;
        }
        else if (_byName.TryGetValue(stem + ".scales", out var scales) && scales.Shape.Count == 2 && scales.Shape[1] > 0)
        {
            var outputs = scales.Shape[1];
            if (weight.Shape[1] != outputs)
            {
                // AWQ packs along the output dimension.
                bits = weight.Shape[1] * 32 / outputs;
            }
            else if (_byName.TryGetValue(stem + ".qzeros", out var zeros) && zeros.Shape.Count == 2)
            {
                bits = zeros.Shape[1] * 32 / outputs;
            }
        }

        return bits is >= 1 and <= 8 ? (int)bits : DefaultPackedBits;
    }

    private static string? Stem(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal) ? name.Substring(0, name.Length - ending.Length) : null;

    private static long Multiply(long elements, int containerBits, int bits) => (long)Math.Min(long.MaxValue, Math.Floor((decimal)elements * containerBits / bits));
}
