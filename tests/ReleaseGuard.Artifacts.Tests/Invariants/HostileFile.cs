using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>One line of the table in docs/formats.md: an invariant, a file that breaks it and nothing else, and the same file without the defect.</summary>
/// <param name="Invariant">The invariant's id in the format sheet.</param>
/// <param name="Rule">What the format asks for.</param>
/// <param name="Defect">What is wrong with the hostile file.</param>
/// <param name="Kind">What a reader must say of it.</param>
/// <param name="Hostile">Reads the hostile file.</param>
/// <param name="Clean">Reads its clean twin.</param>
internal sealed record HostileFile(
    string Invariant,
    string Rule,
    string Defect,
    ArtifactProblemKind Kind,
    Func<IReadOnlyList<ArtifactProblem>> Hostile,
    Func<IReadOnlyList<ArtifactProblem>> Clean)
{
    /// <summary>The id the problem is reported under, where an invariant shows as another's breach.</summary>
    public string Reported { get; init; } = Invariant;

    public override string ToString() => $"{Invariant}: {Defect}";
}
