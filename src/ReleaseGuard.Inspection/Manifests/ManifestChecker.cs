using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Inspection.Manifests;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection;

/// <summary>RG7001 and RG7002: holds what ships, byte for byte and tensor for tensor, against the manifest that was approved.</summary>
public static class ManifestChecker
{
    /// <summary>Reads everything in the request, content included, and reports every difference from the approved manifest.</summary>
    /// <param name="request">What ships.</param>
    /// <param name="manifestPath">The approved manifest; the one beside the policy when null.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="ct">Stops it.</param>
    public static InspectionResult Check(InspectionRequest request, string? manifestPath = null, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));

        Product? product = request.Product ?? (request.Policy.Products.Count == 1 ? request.Policy.Products[0] : null);
        string path = manifestPath ?? ManifestWriter.PathFor(request.Policy, product, request.Edition);
        string command = $"'releaseguard manifest write PATH --edition {request.Edition.Id}'";
        List<Finding> findings = [];
        InspectedTotals totals = new(0, 0, 0, 0);
        void Report(string ruleId, string subject, string message, string file, string? tensor = null) =>
            findings.Add(new Finding(ruleId, request.Policy.SeverityOf(ruleId, request.Edition), null, message, new FindingLocation(file, Tensor: tensor), ruleId + ":" + subject));

        if (!File.Exists(path))
        {
            Report(RuleIds.RG7001, "manifest", $"Edition '{request.Edition.Id}' has no approved manifest '{path}'. Review what ships, then write it with {command} and commit it.", path);
            return Conclude(request, findings, totals, Verdict.Pass, []);
        }

        if (ManifestReader.Read(path, ct, out string? problem) is not EditionManifest approved)
            return Unread(request, path, problem!);

        EditionManifest shipped;
        try
        {
            shipped = ManifestWriter.Describe(request, progress, ct);
        }
        catch (InvalidDataException error)
        {
            return Unread(request, path, error.Message);
        }

        totals = TotalsOf(shipped);
        if (approved.Edition != request.Edition.Id || approved.Product != (product?.Id ?? ""))
            return Unread(request, path, $"it is the manifest of product '{approved.Product}' in edition '{approved.Edition}'");

        ManifestComparison drift = ManifestComparison.Of(approved, shipped);
        string edition = $"since edition '{request.Edition.Id}' was approved";
        foreach (ManifestFile file in drift.AddedFiles)
            Report(RuleIds.RG7002, "+" + file.Path, $"File '{file.Path}' ({Amounts.Bytes(file.Bytes)}) was added {edition}. Leave it out, or approve it with {command}.", file.Path);
        foreach (ManifestFile file in drift.RemovedFiles)
            Report(RuleIds.RG7002, "-" + file.Path, $"File '{file.Path}' ({Amounts.Bytes(file.Bytes)}) is missing {edition}. Bring it back, or approve that with {command}.", path);
        foreach ((ManifestFile before, ManifestFile after) in drift.ChangedFiles)
            Report(RuleIds.RG7002, "~" + after.Path, $"File '{after.Path}' changed {edition}: {Change(before, after)}. Restore it, or approve it with {command}.", after.Path);
        foreach (ManifestTensor tensor in drift.AddedTensors)
            Report(RuleIds.RG7002, "+tensor " + tensor.Name, $"Tensor '{tensor.Name}' ({Describe(tensor)}) was added {edition}. Take it out, or approve it with {command}.", path, tensor.Name);
        foreach (ManifestTensor tensor in drift.RemovedTensors)
            Report(RuleIds.RG7002, "-tensor " + tensor.Name, $"Tensor '{tensor.Name}' ({Describe(tensor)}) is missing {edition}. Bring it back, or approve that with {command}.", path, tensor.Name);
        foreach ((ManifestTensor before, ManifestTensor after) in drift.ChangedTensors)
            Report(RuleIds.RG7002, "~tensor " + after.Name, $"Tensor '{after.Name}' is {Describe(after)} and was approved as {Describe(before)}. Restore it, or approve it with {command}.", path, after.Name);
        return Conclude(request, findings, totals, totals.Files == 0 ? Verdict.NothingInspected : Verdict.Pass, []);
    }

    private static InspectionResult Unread(InspectionRequest request, string path, string why)
    {
        Finding finding = new(
            RuleIds.RG9001,
            request.Policy.SeverityOf(RuleIds.RG9001, request.Edition),
            null,
            $"What ships was not held against the manifest '{path}': {why.TrimEnd('.')}.",
            new FindingLocation(path),
            RuleIds.RG9001 + ":manifest");
        return Conclude(request, [finding], new InspectedTotals(0, 0, 0, 0), Verdict.Inconclusive, [new SkippedItem(path, why)]);
    }

    private static InspectionResult Conclude(InspectionRequest request, List<Finding> found, InspectedTotals totals, Verdict otherwise, IReadOnlyList<SkippedItem> skipped)
    {
        IReadOnlyList<Finding> findings = [.. PolicyFindings.Of(request.PolicyProblems), .. found];
        bool fails = findings.Any(finding => finding.Severity == RuleSeverity.Error && finding.RuleId != RuleIds.RG9001);
        return new InspectionResult(
            fails ? Verdict.Fail : otherwise,
            request.Edition.Id,
            request.PolicyIdentity ?? PolicyIdentity.OfFile(request.Policy.Path),
            findings,
            totals,
            skipped);
    }

    private static InspectedTotals TotalsOf(EditionManifest manifest)
    {
        decimal parameters = manifest.Tensors.Sum(tensor => tensor.Shape.Aggregate(1m, (product, dimension) => Math.Min(long.MaxValue, product * dimension)));
        return new InspectedTotals(
            manifest.Files.Count,
            (long)Math.Min(long.MaxValue, manifest.Files.Sum(file => (decimal)file.Bytes)),
            manifest.Tensors.Count,
            (long)Math.Min(long.MaxValue, parameters));
    }

    private static string Change(ManifestFile before, ManifestFile after) =>
        before.Bytes == after.Bytes
            ? $"other content of the same {Amounts.Count(after.Bytes, "byte")}"
            : $"{Amounts.Count(before.Bytes, "byte")}, now {Amounts.Count(after.Bytes, "byte")}";

    private static string Describe(ManifestTensor tensor) => tensor.Dtype + " [" + string.Join(", ", tensor.Shape) + "]";
}
