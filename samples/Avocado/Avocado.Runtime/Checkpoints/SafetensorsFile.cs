using System.Buffers.Binary;
using System.Text.Json;

namespace Avocado.Checkpoints;

/// <summary>One safetensors file with BF16 tensors: a length, a JSON header, the data.</summary>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, (int[] Shape, long Begin, long End)> _entries = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly long _dataStart;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A tensor is not BF16.</exception>
    public SafetensorsFile(string path)
    {
        _path = path;
        using var stream = File.OpenRead(path);
        Span<byte> length = stackalloc byte[8];
        stream.ReadExactly(length);
        var header = new byte[BinaryPrimitives.ReadInt64LittleEndian(length)];
        stream.ReadExactly(header);
        _dataStart = 8 + header.Length;
        using var document = JsonDocument.Parse(header);
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
                continue;
            if (entry.Value.GetProperty("dtype").GetString() != "BF16")
                throw new InvalidDataException($"'{entry.Name}' in '{path}' is not BF16.");
            var offsets = entry.Value.GetProperty("data_offsets");
            _entries.Add(entry.Name, (
                [.. entry.Value.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32())],
                offsets[0].GetInt64(),
                offsets[1].GetInt64()));
        }
    }

    /// <summary>Names of the tensors in this file.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor, widened to single precision.</returns>
    public Tensor Read(string name)
    {
        var (shape, begin, end) = _entries[name];
        using var stream = File.OpenRead(_path);
        stream.Position = _dataStart + begin;
        var bytes = new byte[end - begin];
        stream.ReadExactly(bytes);
        var values = new float[bytes.Length / 2];
        for (var i = 0; i < values.Length; i++)
            values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(i * 2)) << 16);
        return new Tensor(shape, values);
    }
}
