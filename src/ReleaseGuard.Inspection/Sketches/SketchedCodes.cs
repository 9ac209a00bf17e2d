using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>Published codes of one withheld tensor.</summary>
/// <param name="Kind">The window kind.</param>
/// <param name="Orientation">Which way the tensor was read.</param>
/// <param name="Values">Published values, ascending: each the splitmix64 finaliser of code xor salt.</param>
public sealed record SketchedCodes(WindowKind Kind, Orientation Orientation, IReadOnlyList<ulong> Values);
