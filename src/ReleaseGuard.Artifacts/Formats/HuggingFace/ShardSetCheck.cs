using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts.Formats;
using ReleaseGuard.Artifacts.Sources;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts;

/// <summary>
/// Holds an index against its shards, one shard at a time, so shard facts need not all be kept: I1 (exists), I2, I3, I4, I5, I6, I7.
/// Add every shard, then <see cref="Complete"/> once with the names of all weight files in the folder.
/// </summary>
public sealed class ShardSetCheck
{
    // Files that stand beside a sharded checkpoint by custom and are models of their own.
    private static readonly string[] OwnRoots = ["adapter_model.safetensors", "consolidated.safetensors", "adapter_model.bin"];

    private readonly ShardedIndexFacts? _index;
    private readonly FactsBuilder _facts;
    private readonly BitArray _found;
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);
    private readonly TensorNameTable _unmapped = new();
    private decimal _bytes;
    private decimal _parameters;
    private bool _isPartial;

    /// <param name="index">The index; null for shards without one (only numbering and double tensors can be checked then).</param>
    public ShardSetCheck(ShardedIndexFacts? index)
    {
        _index = index;
        _found = new BitArray(index?.TensorCount ?? 0);
        _facts = new FactsBuilder("shard set", new SourceReader(new MemoryArtifactSource(index?.Name ?? "", default), CancellationToken.None));
    }

    /// <summary>Holds one shard against the index.</summary>
    /// <param name="shard">Its path as the index would write it.</param>
    /// <param name="facts">What its reader found.</param>
    public void AddShard(string shard, ArtifactFacts facts)
    {
        _added.Add(shard);

        // A shard that could not be read through may hold what seems missing: its own problem says so.
        _isPartial |= facts.Problems.Any(problem => problem.Kind is ArtifactProblemKind.Malformed or ArtifactProblemKind.Unread);
        foreach (var tensor in facts.Tensors)
        {
            _bytes += tensor.ByteLength;
            _parameters += tensor.Parameters;
            var number = _index?.Find(tensor.Name) ?? -1;
            if (number < 0)
            {
                AddUnmapped(shard, tensor);
                continue;
            }

            var mapped = _index!.ShardAt(number);
            if (_found[number])
            {
                Mismatch("I5", $"tensor '{tensor.Name}' is in two shards; '{shard}' is one", shard, tensor);
            }

            if (mapped != shard)
            {
                Mismatch("I2", $"tensor '{tensor.Name}' is in '{shard}'; the index says '{mapped}'", shard, tensor);
            }

            _found[number] = true;
        }
    }

    /// <summary>What no single shard could show, after all were added.</summary>
    /// <param name="weightFiles">Every weight file in the index's folder, relative to it, less those that another index of the folder names.</param>
    public IReadOnlyList<ArtifactProblem> Complete(IEnumerable<string> weightFiles)
    {
        var files = new HashSet<string>(weightFiles, StringComparer.Ordinal);
        files.UnionWith(_added);
        if (_index is null)
        {
            ShardNumbering.Check(_facts, files);
            return _facts.Build().Problems;
        }

        var missing = new HashSet<string>(_index.Shards.Where(shard => !files.Contains(shard)), StringComparer.Ordinal);
        foreach (var shard in missing)
        {
            Mismatch("I1", $"the index names shard '{shard}', which is not there", shard);
        }

        for (var number = 0; number < _index.TensorCount; number++)
        {
            // Tensors of a missing shard are missing with it; one problem says so.
            if (!_found[number] && _index.ShardAt(number) is { } shard && !missing.Contains(shard) && _added.Contains(shard))
            {
                _facts.Add(new ArtifactProblem("I2", ArtifactProblemKind.IndexMismatch, $"the index says tensor '{_index.TensorAt(number)}' is in '{shard}'; it is not", Tensor: _index.TensorAt(number)) { File = shard });
            }
        }

        CheckExtraFiles(files);
        CheckTotals(missing.Count == 0 && !_isPartial && _index.Shards.All(_added.Contains));
        return _facts.Build().Problems;
    }

    private void AddUnmapped(string shard, TensorFact tensor)
    {
        _unmapped.Add(System.Text.Encoding.UTF8.GetBytes(tensor.Name), out var isNew);
        if (!isNew)
        {
            Mismatch("I5", $"tensor '{tensor.Name}' is in two shards; '{shard}' is one", shard, tensor);
        }

        if (_index is not null)
        {
            Mismatch("I3", $"tensor '{tensor.Name}' is in '{shard}' but not in the index, so viewers do not show it", shard, tensor);
        }
    }

    private void CheckExtraFiles(HashSet<string> files)
    {
        var named = new HashSet<string>(_index!.Shards, StringComparer.Ordinal);
        var extension = _index.Name.EndsWith(".bin.index.json", StringComparison.OrdinalIgnoreCase) ? ".bin" : ".safetensors";
        foreach (var file in files)
        {
            if (named.Contains(file) || !file.EndsWith(extension, StringComparison.OrdinalIgnoreCase) || OwnRoots.Contains(file, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            // Only a shard-like name is certain for .bin, which is also the ending of many other files.
            if (extension == ".safetensors" || ShardName.Parse(file) is not null)
            {
                Mismatch("I4", $"'{file}' is named by no index; loaders that take every {extension} file load it", file);
            }
        }
    }

    private void CheckTotals(bool isComplete)
    {
        if (!isComplete)
        {
            return;
        }

        if (_index!.TotalSize is { } size && size != _bytes)
        {
            Mismatch("I7", $"the index says total_size {size}; the shards' tensors have {_bytes} bytes", null);
        }

        if (_index.TotalParameters is { } parameters && parameters != _parameters)
        {
            Mismatch("I7", $"the index says total_parameters {parameters}; the shards' tensors have {_parameters}", null);
        }
    }

    private void Mismatch(string invariant, string message, string? file, TensorFact? tensor = null) =>
        _facts.Add(new ArtifactProblem(invariant, ArtifactProblemKind.IndexMismatch, message, tensor?.ByteOffset, tensor?.ByteLength, tensor?.Name) { File = file });
}
