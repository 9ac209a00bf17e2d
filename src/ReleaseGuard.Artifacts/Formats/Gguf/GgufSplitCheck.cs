using System;
using System.Collections.Generic;
using System.Globalization;

namespace ReleaseGuard.Artifacts;

/// <summary>G19: the files of a split GGUF model agree on how many there are, each is there once, and together they hold the tensors they promise.</summary>
public sealed class GgufSplitCheck
{
    private readonly List<ArtifactProblem> _problems = [];
    private readonly Dictionary<long, string> _numbers = [];
    private readonly HashSet<string> _tensors = new(StringComparer.Ordinal);
    private long? _count;
    private long? _promised;
    private long _held;

    /// <summary>Whether these facts are of one file of a split model.</summary>
    public static bool IsSplit(ArtifactFacts facts) => facts.Format == "gguf" && facts.Metadata.ContainsKey("split.count") && facts.Metadata["split.count"] is not ("0" or "1");

    /// <summary>Adds one file of the set.</summary>
    public void AddFile(string file, ArtifactFacts facts)
    {
        var number = Number(facts, "split.no", file);
        if (number is { } no)
        {
            if (_numbers.TryGetValue(no, out var other))
            {
                Mismatch($"'{file}' and '{other}' are both part {no}", file);
            }

            _numbers[no] = file;
        }

        if (ShardName.Parse(file) is { } name && number is { } n && name.Number != n + 1)
        {
            Mismatch($"'{file}' is part {n + 1} by its metadata", file);
        }

        Agree(ref _count, Number(facts, "split.count", file), "split.count", file);
        Agree(ref _promised, Number(facts, "split.tensors.count", file), "split.tensors.count", file);
        _held += facts.Tensors.Count;
        foreach (var tensor in facts.Tensors)
        {
            if (!_tensors.Add(tensor.Name))
            {
                _problems.Add(new ArtifactProblem("G19", ArtifactProblemKind.IndexMismatch, $"tensor '{tensor.Name}' is in two files; '{file}' is one", tensor.ByteOffset, tensor.ByteLength, tensor.Name) { File = file });
            }
        }
    }

    /// <summary>What is wrong with the set, after all files were added.</summary>
    public IReadOnlyList<ArtifactProblem> Complete()
    {
        if (_count is { } count && count != _numbers.Count)
        {
            Mismatch($"{_numbers.Count} of {count} parts are there", null);
        }

        foreach (var number in _numbers)
        {
            if (number.Key < 0 || number.Key >= _count)
            {
                Mismatch($"'{number.Value}' is part {number.Key}; parts are 0 to {_count - 1}", number.Value);
            }
        }

        if (_promised is { } promised && promised != _held && _count == _numbers.Count)
        {
            Mismatch($"the parts hold {_held} tensors; split.tensors.count says {promised}", null);
        }

        return _problems;
    }

    private long? Number(ArtifactFacts facts, string key, string file)
    {
        if (facts.Metadata.TryGetValue(key, out var text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Mismatch($"'{file}' has no {key}", file);
        return null;
    }

    private void Agree(ref long? known, long? value, string key, string file)
    {
        if (known is not null && value is not null && known != value)
        {
            Mismatch($"'{file}' says {key} {value}; others say {known}", file);
        }

        known ??= value;
    }

    private void Mismatch(string message, string? file) =>
        _problems.Add(new ArtifactProblem("G19", ArtifactProblemKind.IndexMismatch, message) { File = file });
}
