using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>What a .NET assembly says about itself in its metadata.</summary>
/// <param name="Name">Simple name; null for a module without an assembly row.</param>
/// <param name="References">Simple names of the assemblies it references, in metadata order.</param>
internal sealed record AssemblyFacts(string? Name, IReadOnlyList<string> References);
