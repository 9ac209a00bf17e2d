using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Avocado.Weights;

/// <summary>Writes a plan as a model folder in the Hugging Face layout.</summary>
internal sealed class CheckpointWriter(string folder)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes everything; returns the SHA-256 of each weight file by path.</summary>
    internal SortedDictionary<string, string> Write(CheckpointPlan plan)
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < plan.Shards.Count; index++)
        {
            var name = $"model-{index + 1:D5}-of-{plan.Shards.Count:D5}.safetensors";
            digests.Add(name, WriteTensors(name, plan.Shards[index]));
            foreach (var tensor in plan.Shards[index])
                map.Add(tensor.Name, name);
        }

        foreach (var (name, tensors) in plan.Files)
            digests.Add(name, WriteTensors(name, tensors));

        var indexed = plan.Shards.SelectMany(shard => shard).ToList();
        WriteJson("model.safetensors.index.json", new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["metadata"] = new SortedDictionary<string, object>(StringComparer.Ordinal)
            {
                ["total_parameters"] = indexed.Sum(tensor => tensor.Parameters),
                ["total_size"] = indexed.Sum(tensor => tensor.Bytes),
            },
            ["weight_map"] = map,
        });
        WriteJson("config.json", plan.Configuration);
        WriteJson("generation_config.json", new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["bos_token_id"] = 256,
            ["eos_token_id"] = 257,
            ["do_sample"] = false,
            ["max_new_tokens"] = 256,
        });
        return digests;
    }

    internal void WriteJson(string path, object value) => File.WriteAllText(Prepare(path), JsonSerializer.Serialize(value, Indented) + "\n");

    private string WriteTensors(string path, IReadOnlyList<PlannedTensor> tensors)
    {
        var entries = new Dictionary<string, object> { ["__metadata__"] = new Dictionary<string, string> { ["format"] = "pt" } };
        var offset = 0L;
        foreach (var tensor in tensors)
        {
            entries.Add(tensor.Name, new Dictionary<string, object> { ["dtype"] = "BF16", ["shape"] = tensor.Shape, ["data_offsets"] = new[] { offset, offset + tensor.Bytes } });
            offset += tensor.Bytes;
        }

        var header = JsonSerializer.SerializeToUtf8Bytes(entries);
        Array.Resize(ref header, (header.Length + 7) / 8 * 8);
        for (var i = header.Length - 1; header[i] == 0; i--)
            header[i] = (byte)' ';

        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        bytes.Write(length);
        bytes.Write(header);
        foreach (var tensor in tensors)
            bytes.Write(TensorValues.Bytes(tensor));
        File.WriteAllBytes(Prepare(path), bytes.ToArray());
        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }

    private string Prepare(string path)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
