using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>A file that lists what a product stands on: a .nuspec, a .deps.json, a .runtimeconfig.json.</summary>
/// <param name="Kind">What the list is, for people.</param>
/// <param name="Names">The names in it, in order.</param>
internal sealed record SideListFacts(string Kind, IReadOnlyList<SideListName> Names);

/// <summary>One name in a side list.</summary>
/// <param name="Name">The name, without a version.</param>
/// <param name="Line">1-based line, where known.</param>
/// <param name="Column">1-based column, where known.</param>
internal sealed record SideListName(string Name, int? Line, int? Column);
