using System.Collections.Generic;

namespace ReleaseGuard.Inspection;

/// <summary>The parameters of one module.</summary>
/// <param name="Name">The module.</param>
/// <param name="Parameters">Its parameters in each edition, in the order of the editions: of this release from its bytes, of another from its manifest; null where there is none.</param>
public sealed record OverviewModule(string Name, IReadOnlyList<long?> Parameters);
