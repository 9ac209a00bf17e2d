using ReleaseGuard.Analyzers.Mentions;

namespace ReleaseGuard.Analyzers.Names;

/// <summary>What a text names.</summary>
/// <param name="Kind">The kind of thing, as a reader says it: file, tensor, type.</param>
/// <param name="Name">The text that matched.</param>
/// <param name="Withholding">Who claims it.</param>
internal sealed record TextMatch(string Kind, string Name, Withholding Withholding);
