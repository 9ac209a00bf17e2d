using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Fixing;

/// <summary>A project as MSBuild evaluates it for an edition and a framework.</summary>
/// <param name="Path">Full path of the project.</param>
/// <param name="Framework">The framework it was evaluated for; null where the project has one only.</param>
/// <param name="Properties">The properties asked for, as they are.</param>
/// <param name="Items">The items that are held against the policy.</param>
internal sealed record EvaluatedProject(string Path, string? Framework, IReadOnlyDictionary<string, string> Properties, IReadOnlyList<ProjectGraphItem> Items)
{
    public string Property(string name) => Properties.TryGetValue(name, out var value) ? value : "";

    /// <summary>What a build of it is held by: the sources of other editions are not compiled (<c>Packer.Enterprise.cs</c>).</summary>
    public ProjectGraph Graph(EditionPolicy policy)
    {
        var edition = policy.FindEdition(Property("ReleaseEdition"));
        return ProjectGraph.Of(
            Path, Property("ReleaseEdition"), Property("IsPackable"), Property("IsPublishable"), Property("IsTestProject") == "true",
            [.. Items.Where(item => item.ItemType != "Compile" || policy.EditionOfSource(item.Include) is not { } own || (edition is not null && policy.Includes(edition, own)))]);
    }
}
