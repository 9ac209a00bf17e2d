using Avocado.Checkpoints;

namespace Avocado.Routing;

/// <summary>The heads of this edition. Other editions add theirs in a part of this class that only they compile.</summary>
public sealed partial class HeadRegistry
{
    private readonly Dictionary<string, IGenerationHead> _heads = new(StringComparer.Ordinal);

    /// <summary>Makes the heads that a checkpoint has weights for.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    public HeadRegistry(Checkpoint checkpoint)
    {
        Add(new LanguageHead(checkpoint));
        AddEditionHeads(checkpoint);
    }

    /// <summary>Names of all heads.</summary>
    public IEnumerable<string> Names => _heads.Keys;

    /// <summary>The head a request is for; the general one where it names none.</summary>
    /// <param name="name">The name, or null.</param>
    /// <returns>The head.</returns>
    /// <exception cref="KeyNotFoundException">This edition has no head of that name.</exception>
    public IGenerationHead Route(string? name) =>
        _heads.TryGetValue(name ?? "language", out var head) ? head : throw new KeyNotFoundException($"This edition has no head '{name}'. It has: {string.Join(", ", Names)}.");

    private void Add(IGenerationHead head) => _heads.Add(head.Name, head);

    partial void AddEditionHeads(Checkpoint checkpoint);
}
