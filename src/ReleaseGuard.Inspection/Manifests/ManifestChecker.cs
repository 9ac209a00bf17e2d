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

/// <summary>RG7001 to RG7003: holds what ships, byte for byte and tensor for tensor, against the manifest that was approved.</summary>
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

        ManifestDrift drift = new(path, ManifestComparison.Of(approved, shipped));
        foreach ((string key, string message, string file, string? tensor, bool _) in DriftFindings.Of(drift, request.Edition))
            Report(RuleIds.RG7002, key, message, file, tensor);
        foreach ((Component? component, string id, string message, PolicyLocation? location) in WidenedComponents.Of(request.Policy, request.Edition, approved.Components, Path.GetFileName(path)))
            findings.Add(new Finding(RuleIds.RG7003, request.Policy.SeverityOf(RuleIds.RG7003, request.Edition), component?.Id, message, location is null ? new FindingLocation(path) : new FindingLocation(location.Path, location.Line, location.Column), RuleIds.RG7003 + ":" + id));
        return Conclude(request, findings, totals, totals.Files == 0 ? Verdict.NothingInspected : Verdict.Pass, []) with { Drift = drift };
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
}
