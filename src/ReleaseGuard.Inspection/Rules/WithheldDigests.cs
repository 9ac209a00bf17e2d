using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// Digests by which the policy recognises withheld content, of whole files and of tensors alike; and which tensors could have one. A shape beside
/// a digest says how many elements were digested, an element type says of which they were: a tensor that cannot agree in both is not read for it.
/// </summary>
internal sealed class WithheldDigests
{
    private readonly Dictionary<string, Component> _components = new(StringComparer.Ordinal);
    private readonly List<TensorPattern> _entries = [];

    /// <param name="policy">The policy.</param>
    /// <param name="edition">The edition that must not have the content.</param>
    public WithheldDigests(EditionPolicy policy, Edition edition)
    {
        foreach (var component in policy.Components.Where(component => policy.Decide(component, edition).Standing == Standing.Withheld))
        {
            foreach (var pattern in component.Match.Tensors)
            {
                // With a sketch, the digest pins the sketch file.
                if (pattern is { Sha256: { } sha256, Sketch: null })
                {
                    _entries.Add(pattern);
                    if (!_components.ContainsKey(sha256))
                    {
                        _components.Add(sha256, component);
                    }
                }
            }
        }
    }

    /// <summary>Whether the policy states any.</summary>
    public bool Any => _entries.Count != 0;

    /// <summary>Whether an entry does not say how many elements were digested: any file and any tensor could have it, so every byte is read.</summary>
    public bool NeedAll => _entries.Any(static pattern => pattern.Shape is null);

    /// <summary>The component that withholds content of this digest, the first in the policy's order; null when none does.</summary>
    public Component? Of(string sha256) => _components.TryGetValue(sha256, out var component) ? component : null;

    /// <summary>The tensors whose digest is to be taken; null when there are none.</summary>
    public Func<TensorFact, bool>? Candidates => _entries.Count == 0 ? null : tensor => _entries.Any(pattern => CouldBe(pattern, tensor));

    /// <summary>Whether a tensor, or a canonical cast of it, could have the content that an entry's digest was taken of.</summary>
    private static bool CouldBe(TensorPattern pattern, TensorFact tensor) =>
        tensor.Parameters > 0 && CouldCount(pattern.Shape, tensor.Parameters) && (pattern.Dtype is not { } dtype || CouldHold(dtype, tensor.Type));

    /// <summary>Content keeps its number of elements through every reshaping; a dimension of any size leaves a multiple.</summary>
    private static bool CouldCount(IReadOnlyList<long?>? shape, long elements)
    {
        if (shape is null)
        {
            return true;
        }

        long known = 1;
        foreach (var size in shape)
        {
            if (size is { } stated)
            {
                if (stated <= 0 || known > elements / stated)
                {
                    return false;
                }

                known *= stated;
            }
        }

        return shape.Contains(null) ? elements % known == 0 : elements == known;
    }

    private static bool CouldHold(string dtype, TensorType type) =>
        string.Equals(dtype, type.Name, StringComparison.OrdinalIgnoreCase)
        || (type.Kind is TensorElementKind.Float && dtype.ToUpperInvariant() is "BF16" or "F16" or "BFLOAT16" or "FLOAT16");
}
