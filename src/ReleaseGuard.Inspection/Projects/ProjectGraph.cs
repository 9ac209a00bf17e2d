using System.Collections.Generic;

namespace ReleaseGuard.Inspection;

/// <summary>One project as the build evaluated it for one edition: plain facts, so that the decision does not depend on who gathered them.</summary>
/// <param name="ProjectFile">Full path of the project file.</param>
/// <param name="Edition">The value of <c>ReleaseEdition</c>; null or empty when the project has none.</param>
/// <param name="IsPackable">Whether <c>dotnet pack</c> makes a package of it.</param>
/// <param name="IsPublishable">Whether <c>dotnet publish</c> ships it.</param>
/// <param name="ProjectReferences">Its project references (<c>ProjectReference</c>).</param>
/// <param name="PackageReferences">Its package references (<c>PackageReference</c>, <c>PackageVersion</c>, <c>GlobalPackageReference</c>).</param>
/// <param name="AssemblyReferences">Its references to files or names (<c>Reference</c>).</param>
/// <param name="Items">Its files: <c>ModelArtifact</c>, <c>Content</c>, <c>None</c>, <c>EmbeddedResource</c>, <c>Compile</c>.</param>
public sealed record ProjectGraph(
    string ProjectFile,
    string? Edition,
    bool IsPackable,
    bool IsPublishable,
    IReadOnlyList<ProjectGraphItem> ProjectReferences,
    IReadOnlyList<ProjectGraphItem> PackageReferences,
    IReadOnlyList<ProjectGraphItem> AssemblyReferences,
    IReadOnlyList<ProjectGraphItem> Items);
