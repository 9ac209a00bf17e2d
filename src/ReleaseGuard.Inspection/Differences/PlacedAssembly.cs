using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>An assembly of one release.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="References">The assemblies it references.</param>
/// <param name="PublicApi">What code outside it may use, in order: documentation ids with the type of what they give.</param>
public sealed record PlacedAssembly(string Name, IReadOnlyList<string> References, IReadOnlyList<string> PublicApi);
