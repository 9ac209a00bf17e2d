using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>
/// The names seen in an edition, by kind. A kind left null was not looked at and is not judged; an empty one was looked at and held nothing.
/// </summary>
public sealed record ObservedNames
{
    /// <summary>Paths of what ships, relative, with forward slashes.</summary>
    public IReadOnlyCollection<string>? Files { get; init; }

    /// <summary>Tensor names.</summary>
    public IReadOnlyCollection<string>? Tensors { get; init; }

    /// <summary>Documentation-comment ids.</summary>
    public IReadOnlyCollection<string>? Symbols { get; init; }

    /// <summary>Simple assembly names.</summary>
    public IReadOnlyCollection<string>? Assemblies { get; init; }

    /// <summary>Project paths, relative, with forward slashes.</summary>
    public IReadOnlyCollection<string>? Projects { get; init; }

    /// <summary>Package ids.</summary>
    public IReadOnlyCollection<string>? Packages { get; init; }

    /// <summary>Vocabulary entries.</summary>
    public IReadOnlyCollection<string>? Tokens { get; init; }

    /// <summary>Dataset ids.</summary>
    public IReadOnlyCollection<string>? Datasets { get; init; }
}
