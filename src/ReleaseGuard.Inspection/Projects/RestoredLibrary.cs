using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Projects;

/// <summary>A project or a package that a restore reached for one target framework.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="ProjectFile">Full path of the project file; null for a package.</param>
/// <param name="Folder">The folder of a package, where it is on this machine; null otherwise.</param>
/// <param name="Dependencies">Ids of what it stands on.</param>
/// <param name="Files">Files of the package that this framework takes, relative to its folder.</param>
internal sealed record RestoredLibrary(string Name, string Version, string? ProjectFile, string? Folder, IReadOnlyList<string> Dependencies, IReadOnlyList<string> Files);
