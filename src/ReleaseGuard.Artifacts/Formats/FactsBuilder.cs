using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats;

/// <summary>
/// Collects what a reader finds. Keeps the number of problems bounded, so a hostile file cannot make a report larger than itself;
/// what is not listed is counted by invariant and kind, and each count is itself a problem of that kind.
/// </summary>
internal sealed class FactsBuilder(string format, SourceReader reader)
{
    private const int MaxProblems = 1000;

    private readonly List<TensorFact> _tensors = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly List<ArtifactProblem> _problems = [];
    private readonly List<PayloadFact> _payloads = [];
    private readonly List<string> _references = [];
    private readonly Dictionary<(string Invariant, ArtifactProblemKind Kind), long> _dropped = [];

    public SourceReader Reader => reader;

    public IReadOnlyList<TensorFact> Tensors => _tensors;

    public void Tensor(TensorFact tensor) => _tensors.Add(tensor);

    public void Metadata(string key, string value) => _metadata[key] = value;

    public void Payload(string what, long offset, long length) => _payloads.Add(new PayloadFact(what, offset, length));

    public void Reference(string path) => _references.Add(path);

    public void Malformed(string invariant, string message, long? offset = null, long? length = null, string? tensor = null) =>
        Problem(invariant, ArtifactProblemKind.Malformed, message, offset, length, tensor);

    public void Note(string invariant, string message, long? offset = null, long? length = null, string? tensor = null) =>
        Problem(invariant, ArtifactProblemKind.Note, message, offset, length, tensor);

    public void Problem(string invariant, ArtifactProblemKind kind, string message, long? offset = null, long? length = null, string? tensor = null) =>
        Add(new ArtifactProblem(invariant, kind, message, offset, length, tensor));

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
        };
    }
}
