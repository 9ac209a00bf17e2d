using System.Collections.Generic;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>A component, where it may be, and how much of it ships here.</summary>
/// <param name="Component">The component.</param>
/// <param name="Standings">How it stands to each edition, in the order of the editions.</param>
/// <param name="Files">Files of this release that its patterns name.</param>
/// <param name="Tensors">Tensors of this release that its patterns name.</param>
/// <param name="Parameters">Their elements.</param>
public sealed record OverviewComponent(Component Component, IReadOnlyList<Standing> Standings, long Files, long Tensors, long Parameters);
