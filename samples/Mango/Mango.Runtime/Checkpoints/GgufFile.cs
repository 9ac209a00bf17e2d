using System.Text;

namespace Mango.Checkpoints;

/// <summary>One GGUF file with F16 tensors, and text and counts as metadata.</summary>
public sealed class GgufFile
{
    private const int Alignment = 32;
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is not GGUF 3, or holds what Mango does not use.</exception>
    public GgufFile(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        if (reader.ReadUInt32() != 0x46554747 || reader.ReadUInt32() != 3)
            throw new InvalidDataException($"'{path}' is not GGUF 3.");
        var (tensors, entries) = (reader.ReadInt64(), reader.ReadInt64());
        for (var entry = 0L; entry < entries; entry++)
        {
            var key = ReadText(reader);
            switch (reader.ReadUInt32())
            {
                case 4: reader.ReadUInt32(); break;
                case 8: ReadText(reader); break;
                default: throw new InvalidDataException($"'{key}' in '{path}' is neither a count nor text.");
            }
        }

        var places = new List<(string Name, int[] Shape, long Offset)>();
        for (var tensor = 0L; tensor < tensors; tensor++)
        {
            var name = ReadText(reader);
            var shape = new int[reader.ReadUInt32()];
            for (var dimension = 0; dimension < shape.Length; dimension++)
                shape[dimension] = (int)reader.ReadInt64();
            if (reader.ReadUInt32() != 1)
                throw new InvalidDataException($"'{name}' in '{path}' is not F16.");
            places.Add((name, shape, reader.ReadInt64()));
        }

        var data = (reader.BaseStream.Position + Alignment - 1) / Alignment * Alignment;
        foreach (var (name, shape, offset) in places)
        {
            // The innermost dimension comes first; a vector is a matrix of one row.
            var (columns, rows) = (shape[0], shape.Length > 1 ? shape[1] : 1);
            reader.BaseStream.Position = data + offset;
            _tensors.Add(name, new Tensor(rows, columns, Tensor.Widen(reader.ReadBytes(rows * columns * 2))));
        }
    }

    /// <summary>One tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor, widened to single precision.</returns>
    public Tensor this[string name] => _tensors[name];

    private static string ReadText(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadInt64()));
}
