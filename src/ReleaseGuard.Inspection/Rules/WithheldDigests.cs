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
    private readonly List<(Component Component, TensorPattern Pattern)> _entries = [];

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
                    _entries.Add((component, pattern));
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

    /// <summary>Entries that any tensor could fit, because they do not say how many elements were digested: they are held against content only where all of it is read.</summary>
    public IEnumerable<(Component Component, TensorPattern Pattern)> WithoutShape => _entries.Where(static entry => entry.Pattern.Shape is null);

    /// <summary>The component that withholds content of this digest, the first in the policy's order; null when none does.</summary>
    public Component? Of(string sha256) => _components.TryGetValue(sha256, out var component) ? component : null;

    /// <summary>The tensors whose digest is to be taken.</summary>
    /// <param name="readsAll">Whether every byte is read anyway.</param>
    /// <returns>Null when there are none.</returns>
    public Func<TensorFact, bool>? Candidates(bool readsAll)
    {
        var asked = _entries.Where(entry => readsAll || entry.Pattern.Shape is not null).Select(static entry => entry.Pattern).ToList();
        return asked.Count == 0 ? null : tensor => asked.Any(pattern => CouldBe(pattern, tensor));
    }

    /// <summary>Whether a tensor, or a canonical cast of it, could have the content that an entry's digest was taken of.</summary>
    public static bool CouldBe(TensorPattern pattern, TensorFact tensor) =>
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
