using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>What a model card must hold.</summary>
/// <param name="Fields">Front-matter fields.</param>
/// <param name="Sections">Headings.</param>
public sealed record ModelCardRequirement(IReadOnlyList<string> Fields, IReadOnlyList<string> Sections);
