using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Archives;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats;

/// <summary>
/// Collects what a reader finds. Keeps the number of problems bounded, so a hostile file cannot make a report larger than itself;
/// what is not listed is counted by invariant and kind, and each count is itself a problem of that kind.
/// </summary>
internal sealed class FactsBuilder(string format, SourceReader reader)
{
    private const int MaxProblems = 1000;

    // Kimi-K3, the largest checkpoint known, has half a million tensors; empty records of two bytes must not become gigabytes of facts.
    private const int MaxTensors = 4_000_000;
    private const int MaxPayloads = 100_000;

    private readonly List<TensorFact> _tensors = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly List<ArtifactProblem> _problems = [];
    private readonly List<PayloadFact> _payloads = [];
    private readonly List<string> _references = [];
    private IReadOnlyList<string> _vocabulary = [];
    private readonly Dictionary<(string Invariant, ArtifactProblemKind Kind), long> _dropped = [];

    private long _nameLength;

    /// <summary>Characters that all names together may take: in proportion to the file.</summary>
    public long NameBudget => (1 << 20) + (4 * Math.Min(reader.Length, long.MaxValue / 8));

    public SourceReader Reader => reader;

    public IReadOnlyList<TensorFact> Tensors => _tensors;

    public void Tensor(TensorFact tensor)
    {
        // Names made of shared parts can be longer than the file that spells the parts.
        _nameLength += tensor.Name.Length;
        if (_tensors.Count < MaxTensors && _nameLength <= NameBudget)
        {
            _tensors.Add(tensor);
        }
        else
        {
            Problem("X2", ArtifactProblemKind.Unread, $"more tensors, or longer names, than a file of this length is read for; the rest are not listed", tensor.ByteOffset, tensor.ByteLength);
        }
    }

    public void Metadata(string key, string value) => _metadata[key] = value;

    public void Payload(string what, long offset, long length)
    {
        if (_payloads.Count > 0 && _payloads[_payloads.Count - 1] is var last && last.What == what && last.ByteOffset + last.ByteLength == offset)
        {
            _payloads[_payloads.Count - 1] = last with { ByteLength = last.ByteLength + length };
        }
        else if (_payloads.Count < MaxPayloads)
        {
            _payloads.Add(new PayloadFact(what, offset, length));
        }
        else
        {
            // Capacity must not shrink because a list is full: what is not listed one by one is added to the last entry.
            last = _payloads[MaxPayloads - 1];
            _payloads[MaxPayloads - 1] = new PayloadFact("further bytes no tensor owns", last.ByteOffset, last.ByteLength + length);
        }
    }

    public void Reference(string path) => _references.Add(path);

    public void Vocabulary(IReadOnlyList<string> tokens) => _vocabulary = tokens;

    public void Malformed(string invariant, string message, long? offset = null, long? length = null, string? tensor = null) =>
        Problem(invariant, ArtifactProblemKind.Malformed, message, offset, length, tensor);

    public void Note(string invariant, string message, long? offset = null, long? length = null, string? tensor = null) =>
        Problem(invariant, ArtifactProblemKind.Note, message, offset, length, tensor);

    /// <summary>Adds a problem; its place is clipped to the file, because the numbers come from the file and need not be true.</summary>
    public void Problem(string invariant, ArtifactProblemKind kind, string message, long? offset = null, long? length = null, string? tensor = null)
    {
        if (offset is { } at)
        {
            offset = Math.Max(0, Math.Min(at, reader.Length));
            length = length is { } count ? Math.Max(0, Math.Min(count, reader.Length - offset.Value)) : null;
        }

        Add(new ArtifactProblem(invariant, kind, message, offset, length, tensor));
    }

    public void Add(ArtifactProblem problem)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(problem);
            return;
        }

        var kept = (problem.Invariant, problem.Kind);
        _dropped.TryGetValue(kept, out var count);
        _dropped[kept] = count + 1;
    }

    /// <summary>Takes over what is wrong with the archive this artifact is.</summary>
    public void Take(ZipArchiveReader archive)
    {
        reader.AlsoRead(archive.BytesRead);
        foreach (var problem in archive.Problems)
        {
            Problem(problem.Invariant, problem.Kind, problem.Message, problem.ByteOffset, problem.ByteLength, problem.Tensor);
        }

        foreach (var payload in archive.Payloads)
        {
            Payload(payload.What, payload.ByteOffset, payload.ByteLength);
        }
    }

    public ArtifactFacts Build()
    {
        foreach (var pair in _dropped)
        {
            _problems.Add(new ArtifactProblem(pair.Key.Invariant, pair.Key.Kind, $"{pair.Value} more problems of this kind are not listed"));
        }

        return new ArtifactFacts(format, reader.Length, _tensors, _metadata, _problems, reader.BytesRead)
        {
            Payloads = _payloads,
            References = _references,
            Vocabulary = _vocabulary,
        };
    }
}
