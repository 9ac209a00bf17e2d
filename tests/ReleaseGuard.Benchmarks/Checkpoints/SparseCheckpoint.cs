using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Benchmarks.Checkpoints;

/// <summary>
/// Writes a sharded safetensors checkpoint whose headers and index are real and whose data is a hole in the file: hundreds of gigabytes to every
/// reader, a few kilobytes on disk (on file systems with sparse files).
/// </summary>
public static class SparseCheckpoint
{
    /// <summary>A tensor this large gets a shard of its own, as in published fused checkpoints.</summary>
    private const long OwnShard = 5_000_000_000;

    /// <summary>Writes <paramref name="tensors"/> into <paramref name="shardCount"/> shards; returns the bytes of all headers.</summary>
    public static long Write(string folder, IEnumerable<CheckpointTensor> tensors, int shardCount)
    {
        Directory.CreateDirectory(folder);
        var shards = Divide(tensors.ToArray(), shardCount);
        var index = new StringBuilder();
        long total = 0, headers = 0;
        for (var i = 0; i < shards.Count; i++)
        {
            var name = $"model-{i + 1:D5}-of-{shards.Count:D5}.safetensors";
            headers += WriteShard(Path.Combine(folder, name), shards[i]);
            foreach (var tensor in shards[i])
            {
                total += tensor.ByteLength;
                index.Append(index.Length == 0 ? "" : ",\n").Append("    \"").Append(tensor.Name).Append("\": \"").Append(name).Append('"');
            }
        }

        File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), $"{{\n  \"metadata\": {{\n    \"total_size\": {total}\n  }},\n  \"weight_map\": {{\n{index}\n  }}\n}}\n");
        return headers;
    }

    /// <summary>The header, padded to eight bytes, that the reference writer makes for these tensors, with the length before it.</summary>
    public static byte[] Header(IEnumerable<CheckpointTensor> tensors)
    {
        var json = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        long offset = 0;
        foreach (var tensor in tensors)
        {
            json.Append(",\"").Append(tensor.Name).Append("\":{\"dtype\":\"").Append(tensor.Dtype).Append("\",\"shape\":[").AppendJoin(',', tensor.Shape)
                .Append("],\"data_offsets\":[").Append(offset).Append(',').Append(offset += tensor.ByteLength).Append("]}");
        }

        json.Append('}').Append(' ', (8 - ((json.Length + 1) % 8)) % 8);
        var text = Encoding.UTF8.GetBytes(json.ToString());
        var bytes = new byte[8 + text.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        return bytes;
    }

    private static long WriteShard(string path, IReadOnlyCollection<CheckpointTensor> tensors)
    {
        var header = Header(tensors);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(header);
        file.SetLength(header.Length + tensors.Sum(tensor => tensor.ByteLength));
        return header.Length;
    }

    private static List<List<CheckpointTensor>> Divide(CheckpointTensor[] tensors, int shardCount)
    {
        var large = tensors.Where(tensor => tensor.ByteLength >= OwnShard).ToArray();
        var small = tensors.Except(large).ToArray();
        var shards = large.Select(tensor => new List<CheckpointTensor> { tensor }).ToList();
        var bins = Math.Max(1, shardCount - large.Length);
        var perBin = small.Sum(tensor => (decimal)tensor.ByteLength) / bins;
        decimal filled = 0;
        var open = -1;
        foreach (var tensor in small)
        {
            var bin = (int)Math.Min(bins - 1, filled / perBin);
            if (bin != open)
            {
                open = bin;
                shards.Add([]);
            }

            shards[^1].Add(tensor);
            filled += tensor.ByteLength;
        }

        return shards;
    }
}
