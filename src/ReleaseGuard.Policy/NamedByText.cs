using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>What a text names.</summary>
/// <param name="Kind">The kind of thing, as a reader says it: type, file, tensor; <c>text</c> for words of a <c>strings</c> pattern.</param>
/// <param name="Name">The name as the text has it.</param>
/// <param name="Matches">The patterns that claim it; never empty.</param>
public sealed record NamedByText(string Kind, string Name, IReadOnlyList<PatternMatch> Matches);
