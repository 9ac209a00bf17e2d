namespace Mango.Generation;

/// <summary>The generators of this edition. Other editions add theirs in a part of this class that only they compile.</summary>
public sealed partial class GeneratorRegistry
{
    private readonly Dictionary<string, IGenerator> _generators = new(StringComparer.Ordinal);

    /// <summary>Makes the generators that a model folder has networks for.</summary>
    /// <param name="folder">The folder that holds <c>model_index.json</c>.</param>
    public GeneratorRegistry(string folder)
    {
        Add(new ImageGenerator(folder));
        AddEditionGenerators(folder);
    }

    /// <summary>Names of all generators.</summary>
    public IEnumerable<string> Names => _generators.Keys;

    /// <summary>The generator a request is for.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The generator.</returns>
    /// <exception cref="KeyNotFoundException">This edition has no generator of that name.</exception>
    public IGenerator Route(string name) =>
        _generators.TryGetValue(name, out var generator) ? generator : throw new KeyNotFoundException($"This edition has no generator '{name}'. It has: {string.Join(", ", Names)}.");

    private void Add(IGenerator generator) => _generators.Add(generator.Name, generator);

    partial void AddEditionGenerators(string folder);
}
