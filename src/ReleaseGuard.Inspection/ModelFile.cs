using System.Collections.Generic;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection;

/// <summary>One file met by an inspection without a policy.</summary>
/// <param name="Path">The path given, or below it; an archive's entry follows after <c>!/</c>.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Facts">What the model file holds; null when it is no model file that is known.</param>
/// <param name="Problems">Everything wrong with it, the model format's own problems included.</param>
public sealed record ModelFile(string Path, long Length, ArtifactFacts? Facts, IReadOnlyList<ArtifactProblem> Problems);
