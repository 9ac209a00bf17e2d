using System.Buffers.Binary;
using System.Text.Json;

namespace Mango.Checkpoints;

/// <summary>One safetensors file with F16 matrices: a length, a JSON header, the data.</summary>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A tensor is not an F16 matrix.</exception>
    public SafetensorsFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var document = JsonDocument.Parse(bytes.AsMemory(8, header));
        foreach (var entry in document.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            var shape = entry.Value.GetProperty("shape");
            if (entry.Value.GetProperty("dtype").GetString() != "F16" || shape.GetArrayLength() != 2)
                throw new InvalidDataException($"'{entry.Name}' in '{path}' is not an F16 matrix.");
            var offsets = entry.Value.GetProperty("data_offsets");
            var data = bytes.AsSpan((8 + header + offsets[0].GetInt32())..(8 + header + offsets[1].GetInt32()));
            _tensors.Add(entry.Name, new Tensor(shape[0].GetInt32(), shape[1].GetInt32(), Tensor.Widen(data)));
        }
    }

    /// <summary>Names of the tensors in this file.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <summary>One tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor, widened to single precision.</returns>
    public Tensor this[string name] => _tensors[name];
}
