using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>What a name belongs to.</summary>
/// <param name="Component">The withheld component.</param>
/// <param name="Kind">What is named, as a reader says it: type, file, tensor.</param>
/// <param name="Name">The name.</param>
internal sealed record NamedThing(Component Component, string Kind, string Name);
