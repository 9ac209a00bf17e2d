using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Inspection.Tests.Models;

/// <summary>One published model: the names and shapes of its tensors, what matters of its configuration, and what its makers say of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tensors">Names, element types and shapes, in C order.</param>
/// <param name="Config">Its config.json.</param>
/// <param name="Parameters">Its published count.</param>
/// <param name="Layers">Blocks of its largest stack.</param>
/// <param name="Experts">Experts of a layer; 0 for a dense model.</param>
/// <param name="Context">Rows of its table of positions; null where positions are computed.</param>
/// <param name="Vocabulary">Rows of its token embedding; null where it has none.</param>
public sealed record ModelFamily(string Name, IReadOnlyList<(string Name, string Dtype, long[] Shape)> Tensors, string Config, long Parameters, int Layers, int Experts, long? Context, long? Vocabulary)
{
    public override string ToString() => Name;

    /// <summary>The same names with every dimension that says nothing about the build cut to one: small enough to be written out.</summary>
    public IEnumerable<(string Name, string Dtype, long[] Shape)> Shrunk() => Tensors.Select(static tensor => (tensor.Name, tensor.Dtype, tensor.Name switch
    {
        _ when tensor.Shape.Length == 0 => tensor.Shape,
        var name when name.Contains("router", StringComparison.Ordinal) || name.EndsWith(".gate.weight", StringComparison.Ordinal) => tensor.Shape,
        var name when name.Contains("experts.gate_up_proj", StringComparison.Ordinal) || name.Contains("experts.down_proj", StringComparison.Ordinal) || name.Contains("emb", StringComparison.Ordinal)
            || name.Contains("wte", StringComparison.Ordinal) || name.Contains("wpe", StringComparison.Ordinal) || name.Contains("shared.weight", StringComparison.Ordinal) => [tensor.Shape[0], .. tensor.Shape.Skip(1).Select(static _ => 1L)],
        _ => [.. tensor.Shape.Select(static _ => 1L)],
    }));
}
