using System;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Build;

/// <summary>Holds a project against the policy before it is compiled: that it chooses an edition where it ships, and what it references and lists.</summary>
[MSBuildMultiThreadableTask]
public sealed class InspectProject : PolicyTask
{
    /// <summary>The project's <c>IsPackable</c>.</summary>
    public string? IsPackable { get; set; }

    /// <summary>The project's <c>IsPublishable</c>.</summary>
    public string? IsPublishable { get; set; }

    /// <summary>True for a project of tests, which is not published although nothing in it says so.</summary>
    public bool IsTestProject { get; set; }

    /// <summary>References, packages and items, each with <c>Kind</c> and <c>DefinedIn</c>.</summary>
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>Files of the product that the project imports, whose conditions are read as well.</summary>
    public string[] Imports { get; set; } = [];

    /// <summary>True where nothing is compiled after this task, so that the build has to end here.</summary>
    public bool StopAtOnce { get; set; }

    /// <summary>How many findings must stop the build, in words; empty when none must.</summary>
    [Output]
    public string Errors { get; private set; } = "";

    /// <inheritdoc/>
    private protected override string Moment => "project";

    /// <inheritdoc/>
    private protected override bool Run()
    {
        var project = ProjectGraph.Of(ProjectFile, Edition, IsPackable, IsPublishable, IsTestProject, [.. Items.Select(Describe)]);
        if (!string.IsNullOrEmpty(Policy))
        {
            if (OpenPolicy()?.Policy is not { } policy || !TryDate(out var asOf))
                return Fail();
            foreach (var finding in ProjectGraphInspector.Inspect(project, policy, asOf))
                Findings.Report(finding, Path.GetDirectoryName(policy.Path) ?? "");
            foreach (var finding in EditionConditionInspector.Inspect([ProjectFile, .. Imports.Where(File.Exists)], policy))
                Findings.Report(finding, ProjectFolder);
        }
        else if (project.IsPackable || project.IsPublishable)
        {
            Findings.Report(
                RuleIds.RG9003,
                RuleSeverity.Error,
                $"'{Path.GetFileName(ProjectFile)}' ships and no releaseguard.jsonc is at or above it, so nothing says what it may contain. Write one with 'releaseguard policy init', or name it in <ReleaseGuardPolicy>.",
                ProjectFile,
                1,
                1);
            return Fail();
        }

        Errors = Findings.ErrorCount switch { 0 => "", 1 => "1 finding", var count => $"{count} findings" };
        return Findings.ErrorCount == 0 || !StopAtOnce || Fail();
    }

    private ProjectGraphItem Describe(ITaskItem item)
    {
        var kind = item.GetMetadata("Kind");
        return new ProjectGraphItem(kind, item.ItemSpec, ProjectGraph.IsFile(kind) ? Path.GetFullPath(Path.Combine(ProjectFolder, item.ItemSpec)) : null, item.GetMetadata("DefinedIn"))
        {
            ShippedPath = new[] { "PackagePath", "Link", "TargetPath" }.Select(item.GetMetadata).FirstOrDefault(path => path.Length > 0),
        };
    }
}
