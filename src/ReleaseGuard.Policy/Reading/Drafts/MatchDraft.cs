using System.Collections.Generic;

namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>A component's matchers as one file states them.</summary>
internal sealed class MatchDraft
{
    public List<PolicyPattern> Symbols { get; set; } = [];

    public List<PolicyPattern> Assemblies { get; set; } = [];

    public List<PolicyPattern> Projects { get; set; } = [];

    public List<PolicyPattern> Packages { get; set; } = [];

    public List<PolicyPattern> Files { get; set; } = [];

    public List<PolicyPattern> Strings { get; set; } = [];

    public List<PolicyPattern> Tokens { get; set; } = [];

    public List<PolicyPattern> Datasets { get; set; } = [];

    public List<TensorPattern> Tensors { get; set; } = [];

    public List<ConfigPattern> Config { get; set; } = [];

    public ComponentMatch Finish() =>
        new(Symbols, Assemblies, Projects, Packages, Files, Strings, Tokens, Datasets, Tensors, Config);
}
