using System;
using System.Globalization;
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

    /// <summary>The marker of published source at or above the project; empty where there is none.</summary>
    public string? Marker { get; set; }

    /// <summary>The edition that the marker names; empty where it names none or a policy is there.</summary>
    public string? MarkerEdition { get; set; }

    /// <summary>What the restore wrote (<c>project.assets.json</c>); empty for a project without one.</summary>
    public string? AssetsFile { get; set; }

    /// <summary>The project's <c>TargetFramework</c>; empty in the build that dispatches to several.</summary>
    public string? TargetFramework { get; set; }

    /// <summary>The project's <c>NuGetTargetMoniker</c>.</summary>
    public string? TargetMoniker { get; set; }

    /// <summary>The project's <c>RuntimeIdentifier</c>.</summary>
    public string? RuntimeIdentifier { get; set; }

    /// <summary>Where it is remembered that what the restore reached passed.</summary>
    public string? Stamp { get; set; }

    /// <summary>The file that names the edition the intermediate outputs were built for.</summary>
    public string? BuiltFor { get; set; }

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
            if (OpenPolicy() is not { Policy: { } policy } opened || !TryDate(out var asOf))
                return Fail();
            if (!string.IsNullOrEmpty(Marker))
                ReportMarkerBesidePolicy();
            foreach (var finding in ProjectGraphInspector.Inspect(project, policy, asOf))
                Findings.Report(finding, Path.GetDirectoryName(policy.Path) ?? "");
            foreach (var finding in EditionConditionInspector.Inspect([ProjectFile, .. Imports.Where(File.Exists)], policy))
                Findings.Report(finding, ProjectFolder);
            if (policy.FindEdition(Edition ?? "") is { } edition)
            {
                InspectRestore(project, opened, asOf);
                InspectBuilt(policy, edition);
            }
        }
        else if (!string.IsNullOrEmpty(MarkerEdition))
        {
            ReportMarker();
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

    private void ReportMarkerBesidePolicy() => Findings.Report(
        RuleIds.RG9003,
        RuleSeverity.Error,
        $"'{Path.GetFileName(Marker)}' stands for a policy in published source, and '{Path.GetFileName(Policy)}' is there as well. Delete the marker in a checkout that has the policy, or the policy in source that is published.",
        Marker,
        1,
        1);

    /// <summary>Published source: nothing here can be held against the policy, and nothing of another edition is here to be built.</summary>
    private void ReportMarker()
    {
        if (string.Equals(Edition, MarkerEdition, StringComparison.Ordinal))
            Findings.Report(RuleIds.RG9003, RuleSeverity.Info, $"No policy here: this is the published source of edition '{MarkerEdition}', and '{Path.GetFileName(Marker)}' has the digest of the policy it was held against.", Marker, 1, 1);
        else
            Findings.Report(RuleIds.RG1109, RuleSeverity.Error, $"ReleaseEdition is '{Edition}', and this is the published source of edition '{MarkerEdition}' only. Leave ReleaseEdition away.", Marker, 1, 1);
    }

    private void InspectRestore(ProjectGraph project, PolicyFileResult opened, DateTime asOf)
    {
        if (string.IsNullOrEmpty(AssetsFile) || string.IsNullOrEmpty(TargetFramework))
            return;
        var assets = Path.GetFullPath(Path.Combine(ProjectFolder, AssetsFile!));
        // A project that NuGet does not know has none; one that it knows does not get this far without it.
        if (!File.Exists(assets))
            return;
        var references = project.ProjectReferences.Concat(project.PackageReferences).Select(item => item.ItemType + "|" + item.Include);
        var stamp = PassStamp.At(Stamp, ProjectFolder);
        var identity = PassStamp.Identity([opened.Identity?.Sha256, Edition, AsOf, asOf.ToString("yyyyMMdd", CultureInfo.InvariantCulture), TargetFramework, RuntimeIdentifier, .. references], [.. opened.Bases, assets]);
        if (stamp.Holds(identity))
            return;
        var findings = RestoreInspector.Inspect(project, new RestoredProject(assets, TargetFramework!, TargetMoniker, RuntimeIdentifier), opened.Policy!, asOf);
        foreach (var finding in findings)
            Findings.Report(finding, Path.GetDirectoryName(opened.Policy!.Path) ?? "");
        if (findings.Count == 0)
            stamp.Write(identity);
    }

    /// <summary>Outputs of an edition that holds more lie where this one's go: what is left of them would be packed as this edition's.</summary>
    private void InspectBuilt(EditionPolicy policy, Edition edition)
    {
        var file = string.IsNullOrEmpty(BuiltFor) ? null : Path.GetFullPath(Path.Combine(ProjectFolder, BuiltFor!));
        if (file is null || !File.Exists(file) || File.ReadAllText(file).Trim() is var built && (built.Length == 0 || built == edition.Id || (policy.FindEdition(built) is { } other && policy.Includes(edition, other))))
            return;   // an empty one is a write that a full disk or a kill cut short: it says nothing
        var (line, column) = ProjectText.FindProperty(ProjectFile, "ReleaseGuardSeparateOutputs");
        Findings.Report(
            RuleIds.RG2008,
            policy.SeverityOf(RuleIds.RG2008, edition),
            $"'{Path.GetDirectoryName(BuiltFor)}' holds what '{Path.GetFileName(ProjectFile)}' compiled for edition '{built}', and this is a build of edition '{edition.Id}'. Run 'dotnet clean' with that edition and build again; ReleaseGuard keeps two editions in two folders where the paths are its to choose.",
            ProjectFile,
            line,
            column);
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
