using System;
using System.Collections.Generic;
using System.Linq;

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
    IReadOnlyList<ProjectGraphItem> Items)
{
    /// <summary>Types of the items that are packages.</summary>
    private static readonly string[] s_packages = ["PackageReference", "PackageVersion", "GlobalPackageReference"];

    /// <summary>A project from its properties and items as MSBuild has them: what ships, and which item is which kind.</summary>
    /// <param name="projectFile">Full path of the project file.</param>
    /// <param name="edition">The value of <c>ReleaseEdition</c>.</param>
    /// <param name="isPackable">The value of <c>IsPackable</c>; packable where it says nothing.</param>
    /// <param name="isPublishable">The value of <c>IsPublishable</c>; publishable where it says nothing.</param>
    /// <param name="isTestProject">Whether it is a project of tests, which is not published although nothing in it says so.</param>
    /// <param name="items">Items of every type: see <see cref="ItemTypes"/>.</param>
    public static ProjectGraph Of(string projectFile, string? edition, string? isPackable, string? isPublishable, bool isTestProject, IReadOnlyCollection<ProjectGraphItem> items) => new(
        projectFile,
        edition,
        !IsFalse(isPackable),
        !IsFalse(isPublishable) && !isTestProject,
        [.. items.Where(static item => item.ItemType == "ProjectReference")],
        [.. items.Where(static item => s_packages.Contains(item.ItemType))],
        [.. items.Where(static item => item.ItemType == "Reference")],
        [.. items.Where(static item => IsFile(item.ItemType) && item.ItemType != "ProjectReference")]);

    /// <summary>The types of items that are held against the policy.</summary>
    public static IReadOnlyList<string> ItemTypes { get; } =
        ["ProjectReference", .. s_packages, "Reference", "ModelArtifact", "Content", "None", "EmbeddedResource", "Compile"];

    /// <summary>Whether items of a type are paths.</summary>
    /// <param name="itemType">The type.</param>
    public static bool IsFile(string itemType) => itemType != "Reference" && !s_packages.Contains(itemType);

    private static bool IsFalse(string? value) => string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}
