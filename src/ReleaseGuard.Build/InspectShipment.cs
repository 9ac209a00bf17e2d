using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Build;

/// <summary>Holds what a project builds, packs or publishes against the policy, and says the verdict in one line.</summary>
[MSBuildMultiThreadableTask]
public sealed class InspectShipment : PolicyTask
{
    /// <summary>What the files are: <c>build</c>, <c>pack</c>, <c>package</c>, <c>publish</c> or, once it was published, <c>published</c>.</summary>
    [Required]
    public string Stage { get; set; } = "";

    /// <summary>The policy's product, where it has several.</summary>
    public string? Product { get; set; }

    /// <summary>The files, with <c>ShippedPath</c>, <c>RelativePath</c> or NuGet's <c>PackagePath</c> for where each goes.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Symbol files of what is inspected, where they do not ship: they tell the line of source of a finding in an assembly.</summary>
    public string[] SymbolFiles { get; set; } = [];

    /// <summary>The folder that NuGet wrote into, whatever names a nuspec chose: all of it is the package. Empty where NuGet wrote to <see cref="Files"/>.</summary>
    public string? WrittenTo { get; set; }

    /// <summary>The folder where a package that passed gets its name, and one that fails its name with <c>.rejected</c>.</summary>
    public string? Destination { get; set; }

    /// <summary>The publish folder, where its files are inspected after they were written.</summary>
    public string? PublishFolder { get; set; }

    /// <summary>Where files go that fail in the publish folder.</summary>
    public string? Withdrawn { get; set; }

    /// <summary>Where it is remembered what was found, so that a build that changed nothing reads nothing; empty remembers nothing.</summary>
    public string? Record { get; set; }

    private PackingFolder? _packing;

    /// <inheritdoc/>
    private protected override string Moment => Stage;

    /// <inheritdoc/>
    private protected override bool Run()
    {
        if (string.IsNullOrEmpty(Edition))
            return true;
        if (OpenPolicy() is not { Policy: { } policy } opened)
            return Fail();
        if (policy.FindEdition(Edition!) is not { } edition)
            return Fail();
        var product = string.IsNullOrEmpty(Product) ? null : policy.FindProduct(Product!);
        if (product is null && !string.IsNullOrEmpty(Product))
        {
            Log.LogError($"ReleaseGuardProduct is '{Product}', which the policy does not declare.{(policy.NearestProduct(Product!) is { } near ? $" Did you mean '{near}'?" : "")}");
            return false;
        }

        var items = Stage == "package" ? Packages() : [.. ShippedPaths.Of(Files, ProjectFolder)];
        if (items.Count == 0)
            return Stage != "package" || ReportNoPackage();
        TryDate(out var asOf);
        // A package that fails is moved away: it is always read.
        var record = string.IsNullOrEmpty(Record) || Stage == "package" ? null : Path.GetFullPath(Path.Combine(ProjectFolder, Record!));
        var identity = record is null ? "" : IdentityOf(opened, edition, items, asOf);
        if (ShipmentRecord.Read(record, identity) is { } known)
            return Repeat(known);
        if (Stage is "pack" or "publish")
            ReportRenamed(items, policy, asOf);
        var result = EditionInspector.Inspect(new InspectionRequest(items, policy, edition, product, asOf, FullContent: false)
        {
            PolicyIdentity = opened.Identity,
            PolicyProblems = opened.Problems,
            SymbolFiles = [.. SymbolFiles.Select(file => Path.GetFullPath(Path.Combine(ProjectFolder, file))).Where(File.Exists)],
            IsShipment = Stage != "build",   // a build output is on its way: the manifest lists what packages and folders hold
            IsComplete = Stage == "publish",   // a package is judged whole once it is written
        });
        Report(result, items);
        new ShipmentRecord(result.Verdict, VerdictLine.Of(result, Subject(items), Policy!), Findings.Placed).Write(record, identity);
        if (result.Verdict is Verdict.Pass && Findings.ErrorCount == 0)
        {
            Log.LogMessage(MessageImportance.High, VerdictLine.Of(result, Subject(items), Policy!));
            return Stage != "package" || _packing is null || Name();
        }

        if (result.Verdict is not Verdict.Pass)
            Log.LogMessage(MessageImportance.High, VerdictLine.Of(result, Subject(items), Policy!));
        if (Stage == "package")
            Reject(items);
        else if (Stage == "published")
            Withdraw(result, items);
        return Fail();
    }

    /// <summary>Everything the inspection depends on: the policy and what lies beside it for it to read, the day, and each file by what tells that it is the same.</summary>
    private string IdentityOf(PolicyFileResult opened, Edition edition, List<ShippedItem> items, DateTime asOf)
    {
        var policy = opened.Policy!;
        var folder = Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? "";
        var manifests = Path.Combine(folder, "editions");
        IEnumerable<string> companions =
        [
            .. opened.Bases,
            Path.Combine(folder, $"releaseguard.baseline.{edition.Id}.json"),
            .. Directory.Exists(manifests) ? Directory.GetFiles(manifests, "*.json").OrderBy(static name => name, StringComparer.Ordinal) : Enumerable.Empty<string>(),
            .. policy.Components.SelectMany(static component => component.Match.Tensors).Where(static tensor => tensor.Sketch is not null).Select(tensor => Path.Combine(folder, tensor.Sketch!.File)),
        ];
        return PassStamp.Identity(
            [Stage, opened.Identity?.Sha256, edition.Id, asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Product, .. items.Select(static item => item.ShippedPath)],
            companions.Concat(items.Select(static item => item.SourcePath)).Concat(SymbolFiles.Select(file => Path.GetFullPath(Path.Combine(ProjectFolder, file)))));
    }

    private bool Repeat(ShipmentRecord known)
    {
        foreach (var (finding, file) in known.Findings)
            Findings.Report(finding, file, 0, 0);
        if (known.Verdict == Verdict.Pass && Findings.ErrorCount == 0)
        {
            Log.LogMessage(MessageImportance.High, known.Line);
            return true;
        }

        if (Findings.ErrorCount == 0)
            Log.LogError($"{known.Line}. Nothing may be released that was not inspected.");
        else if (known.Verdict != Verdict.Pass)
            Log.LogMessage(MessageImportance.High, known.Line);
        return Fail();
    }

    /// <summary>What NuGet wrote; where it wrote nothing because nothing changed, the packages of before, which a stricter policy may refuse.</summary>
    private List<ShippedItem> Packages()
    {
        if (!string.IsNullOrEmpty(WrittenTo) && !string.IsNullOrEmpty(Destination) && Directory.Exists(WrittenTo))
            _packing = new PackingFolder(WrittenTo!, Destination!);
        var written = _packing?.Packages.ToList() ?? [];
        return [.. (written.Count > 0 ? written : Files.Select(FullPath).Where(File.Exists).Distinct(StringComparer.Ordinal)).Select(path => new ShippedItem(path, ""))];
    }

    private string FullPath(ITaskItem item) => Path.GetFullPath(Path.Combine(ProjectFolder, item.ItemSpec));

    private bool Name()
    {
        try
        {
            foreach (var named in _packing!.Name())
                Log.LogMessage(MessageImportance.High, $"{Path.GetFileNameWithoutExtension(ProjectFile)} -> {named}");
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.LogError($"What was packed passed, and could not be put into '{Destination}': {error.Message} No package is there under its name.");
            return false;
        }
    }

    private bool ReportNoPackage()
    {
        Findings.Report(RuleIds.RG9002, RuleSeverity.Error, $"'{Path.GetFileName(ProjectFile)}' was packed and no package is where NuGet says it wrote one, so nothing was inspected. Delete the package output folder and pack again.", ProjectFile, 1, 1);
        return Fail();
    }

    private string Subject(List<ShippedItem> items) =>
        Stage == "package" ? string.Join(", ", items.Select(item => Path.GetFileName(item.SourcePath))) : Path.GetFileNameWithoutExtension(ProjectFile);

    /// <summary>A file that ships under another name is judged by its own name as well: the list is the last place that knows both.</summary>
    private void ReportRenamed(List<ShippedItem> items, EditionPolicy policy, DateTime asOf)
    {
        var renamed = items
            .Where(item => !item.SourcePath.Replace('\\', '/').EndsWith("/" + item.ShippedPath, StringComparison.Ordinal))
            .Select(item => new ProjectGraphItem(Stage == "pack" ? "packed" : "published", item.SourcePath, item.SourcePath, ProjectFile))
            .ToList();
        foreach (var finding in ProjectGraphInspector.Inspect(new ProjectGraph(ProjectFile, Edition, false, false, [], [], [], renamed), policy, asOf))
            Findings.Report(finding, Path.GetDirectoryName(policy.Path) ?? "");
    }

    private void Report(InspectionResult result, List<ShippedItem> items)
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
            sources[item.ShippedPath] = item.SourcePath;
        foreach (var finding in result.Findings)
        {
            var at = finding.Location;
            var file = at.File is not null && sources.TryGetValue(at.File, out var source) ? source : at.Line is null ? ProjectFile : at.File;
            if (at.Source is { } compiled && Path.GetFullPath(Path.Combine(ProjectFolder, compiled.Path)) is var written && File.Exists(written))
                Findings.Report(finding with { Location = at with { File = written, Line = compiled.Line, Column = compiled.Column, Entry = null } }, written, 0, 0);
            else
                Findings.Report(finding, file, 0, 0);
        }

        if (result.Verdict != Verdict.Pass && Findings.ErrorCount == 0)
            Log.LogError($"{VerdictLine.Of(result, Subject(items), Policy!)}. Nothing may be released that was not inspected.");
    }

    /// <summary>A package that fails does not stay under its name, where a later step would push it.</summary>
    private void Reject(List<ShippedItem> packages)
    {
        foreach (var (package, rejected) in packages.Where(package => File.Exists(package.SourcePath)).Select(package => (package.SourcePath, PackingFolder.Reject(package.SourcePath, _packing?.NameOf(package.SourcePath) ?? package.SourcePath))))
            Log.LogMessage(MessageImportance.High, $"ReleaseGuard: {Path.GetFileName(package)} is now {Path.GetFileName(rejected)}.");
    }

    /// <summary>What fails in a publish folder does not stay there either, unless the folder is no folder of its own: of sources nothing is taken away.</summary>
    private void Withdraw(InspectionResult result, List<ShippedItem> items)
    {
        if (string.IsNullOrEmpty(PublishFolder) || string.IsNullOrEmpty(Withdrawn))
            return;
        var folder = Path.GetFullPath(Path.Combine(ProjectFolder, PublishFolder!)).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        if (new[] { ProjectFile, Policy! }.Any(file => Path.GetFullPath(file).StartsWith(folder, StringComparison.Ordinal)))
            return;
        var failing = new HashSet<string>(result.Findings.Where(static finding => finding.Severity == RuleSeverity.Error).Select(static finding => finding.Location.File ?? ""), StringComparer.Ordinal);
        foreach (var item in items.Where(item => failing.Contains(item.ShippedPath) && File.Exists(item.SourcePath)))
        {
            var to = Path.GetFullPath(Path.Combine(ProjectFolder, Withdrawn!, item.ShippedPath));
            PackingFolder.Move(item.SourcePath, to);
            Log.LogMessage(MessageImportance.High, $"ReleaseGuard: {item.ShippedPath} was taken out of the publish folder. It is now {to}.");
        }
    }
}
