using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts;

/// <summary>What a Hugging Face index says: which tensor is in which shard. Names are held compactly; ask by name or walk them.</summary>
public sealed class ShardedIndexFacts
{
    private readonly TensorNameTable _names;
    private readonly int[] _shardOf;

    internal ShardedIndexFacts(string name, long length, long bytesRead, TensorNameTable names, int[] shardOf, IReadOnlyList<string> shards, long? totalSize, long? totalParameters, IReadOnlyList<ArtifactProblem> problems, IReadOnlyList<PayloadFact> payloads)
    {
        _names = names;
        _shardOf = shardOf;
        Name = name;
        Length = length;
        BytesRead = bytesRead;
        Shards = shards;
        TotalSize = totalSize;
        TotalParameters = totalParameters;
        Problems = problems;
        Payloads = payloads;
    }

    /// <summary>The index file's name, as its source gave it.</summary>
    public string Name { get; }

    /// <summary>Length of the index in bytes.</summary>
    public long Length { get; }

    /// <summary>Bytes asked of the source.</summary>
    public long BytesRead { get; }

    /// <summary>The shards the map names, as written, in order of first mention.</summary>
    public IReadOnlyList<string> Shards { get; }

    /// <summary>Number of tensors in the map.</summary>
    public int TensorCount => _names.Count;

    /// <summary><c>metadata.total_size</c>: bytes of all tensors, self-reported.</summary>
    public long? TotalSize { get; }

    /// <summary><c>metadata.total_parameters</c>, self-reported.</summary>
    public long? TotalParameters { get; }

    /// <summary>What is wrong with the index itself (I1, I6, I8, I9 and its JSON).</summary>
    public IReadOnlyList<ArtifactProblem> Problems { get; }

    /// <summary>Fields large enough to carry weights.</summary>
    public IReadOnlyList<PayloadFact> Payloads { get; }

    /// <summary>Each tensor's name and shard, in the order of the map.</summary>
    public IEnumerable<KeyValuePair<string, string>> Tensors
    {
        get
        {
            for (var i = 0; i < _names.Count; i++)
            {
                yield return new KeyValuePair<string, string>(_names[i], ShardAt(i) ?? "");
            }
        }
    }

    /// <summary>The shard that holds <paramref name="tensor"/> by the map; null when the map does not name the tensor.</summary>
    public string? ShardOf(string tensor)
    {
        var number = Find(tensor);
        return number < 0 ? null : ShardAt(number);
    }

    internal int Find(string tensor) => _names.Find(tensor);

    internal string TensorAt(int number) => _names[number];

    internal string? ShardAt(int number) => _shardOf[number] < 0 ? null : Shards[_shardOf[number]];

    internal int ShardNumberAt(int number) => _shardOf[number];
}
