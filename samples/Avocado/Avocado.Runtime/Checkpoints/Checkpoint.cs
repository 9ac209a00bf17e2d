using System.Text.Json;

namespace Avocado.Checkpoints;

/// <summary>A model folder in the Hugging Face layout: configuration, sharded weights behind an index, and heads in folders of their own.</summary>
public sealed class Checkpoint
{
    private readonly Dictionary<string, SafetensorsFile> _byTensor = new(StringComparer.Ordinal);

    /// <summary>Opens a model folder.</summary>
    /// <param name="folder">The folder that holds <c>config.json</c>.</param>
    public Checkpoint(string folder)
    {
        Configuration = ModelConfiguration.Read(folder);
        using (var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "model.safetensors.index.json"))))
        {
            var shards = index.RootElement.GetProperty("weight_map").EnumerateObject()
                .Select(entry => entry.Value.GetString()!).Distinct(StringComparer.Ordinal);
            foreach (var shard in shards)
                Add(new SafetensorsFile(Path.Combine(folder, shard)));
        }

        var heads = Path.Combine(folder, "heads");
        if (Directory.Exists(heads))
        {
            foreach (var file in Directory.EnumerateFiles(heads, "*.safetensors", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                Add(new SafetensorsFile(file));
        }
    }

    /// <summary>The model's shape.</summary>
    public ModelConfiguration Configuration { get; }

    /// <summary>Names of all tensors.</summary>
    public IReadOnlyCollection<string> TensorNames => _byTensor.Keys;

    /// <summary>Whether there is a tensor of that name.</summary>
    /// <param name="tensor">The name.</param>
    /// <returns>True where there is.</returns>
    public bool Contains(string tensor) => _byTensor.ContainsKey(tensor);

    /// <summary>Reads one tensor.</summary>
    /// <param name="tensor">Its name.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="InvalidDataException">The checkpoint has no such tensor.</exception>
    public Tensor Read(string tensor) =>
        _byTensor.TryGetValue(tensor, out var file) ? file.Read(tensor) : throw new InvalidDataException($"The checkpoint has no tensor '{tensor}'.");

    private void Add(SafetensorsFile file)
    {
        foreach (var name in file.Names)
            _byTensor.Add(name, file);
    }
}
