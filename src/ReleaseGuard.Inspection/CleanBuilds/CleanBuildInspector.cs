using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Rules;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.CleanBuilds;

/// <summary>
/// RG2007: an edition that is built from what it may contain only does not build, or is not what the full checkout makes. The packages of
/// the clean copy are held against the policy as any release is.
/// </summary>
public static class CleanBuildInspector
{
    /// <summary>The verdict where the clean copy did not build.</summary>
    /// <param name="request">The policy and the edition; its items are not read.</param>
    /// <param name="problems">What the build of the copy reported.</param>
    public static InspectionResult JudgeFailure(InspectionRequest request, IReadOnlyList<BuildProblem> problems)
    {
        var findings = new FindingSink(request.Policy, request.Edition, request.AsOf);
        foreach (var problem in problems.Count > 0 ? problems : [new BuildProblem(null, null, null, "", "the SDK failed and named no error")])
        {
            findings.Report(
                RuleIds.RG2007,
                $"edition '{request.Edition.Id}' does not build without what it may not contain: {(problem.Code.Length == 0 ? "" : problem.Code + ": ")}{problem.Message} Move what the edition needs out of the withheld files, or put what needs it behind the edition flag.",
                new FindingLocation(problem.File, problem.Line, problem.Column),
                problem.Code + ":" + problem.File + ":" + problem.Message);
        }

        return new InspectionResult(Verdict.Fail, request.Edition.Id, request.PolicyIdentity, findings.Complete(), new InspectedTotals(0, 0, 0, 0), []);
    }

    /// <summary>The verdict where the full checkout did not build: there is nothing to compare with.</summary>
    /// <param name="request">The policy and the edition; its items are not read.</param>
    /// <param name="problems">What the build of the full checkout reported.</param>
    public static InspectionResult JudgeBaseFailure(InspectionRequest request, IReadOnlyList<BuildProblem> problems)
    {
        var findings = new FindingSink(request.Policy, request.Edition, request.AsOf);
        foreach (var problem in problems.Count > 0 ? problems : [new BuildProblem(null, null, null, "", "the SDK failed and named no error")])
        {
            findings.Report(
                RuleIds.RG9001,
                $"the full checkout does not build as edition '{request.Edition.Id}', so there is nothing to compare with: {(problem.Code.Length == 0 ? "" : problem.Code + ": ")}{problem.Message}",
                new FindingLocation(problem.File, problem.Line, problem.Column),
                problem.Code + ":" + problem.File + ":" + problem.Message);
        }

        return new InspectionResult(Verdict.Inconclusive, request.Edition.Id, request.PolicyIdentity, findings.Complete(), new InspectedTotals(0, 0, 0, 0), []);
    }

    /// <summary>The verdict over the packages of both.</summary>
    /// <param name="request">What the clean copy made, to be held against the policy.</param>
    /// <param name="copy">What was copied.</param>
    /// <param name="full">The folder with the packages of the full checkout.</param>
    /// <param name="clean">The folder with the packages of the clean copy.</param>
    /// <param name="identical">How many packages are the same byte for byte.</param>
    public static InspectionResult Judge(InspectionRequest request, EditionCopy copy, string full, string clean, out int identical)
    {
        var findings = new FindingSink(request.Policy, request.Edition, request.AsOf);
        identical = 0;
        var made = Packages(clean);
        foreach (var name in Packages(full).Concat(made).Distinct(StringComparer.Ordinal).OrderBy(static name => name, StringComparer.Ordinal))
        {
            var (one, other) = (Path.Combine(full, name), Path.Combine(clean, name));
            if (!File.Exists(other))
            {
                // A package that is withheld itself is the full checkout's alone.
                if (!copy.IsWithheldPackage(name))
                    Report(findings, request.Edition, name, null, "is made by the full checkout and not by the clean copy");
                continue;
            }

            if (!File.Exists(one))
            {
                Report(findings, request.Edition, name, null, "is made by the clean copy and not by the full checkout");
                continue;
            }

            var different = PackageComparison.Compare(one, other, out var isIdentical);
            foreach (var (entry, what) in different)
                Report(findings, request.Edition, name, entry, what);
            identical += isIdentical ? 1 : 0;
        }

        var held = EditionInspector.Inspect(request with { Items = [.. made.Select(name => new ShippedItem(Path.Combine(clean, name), made.Count == 1 ? "" : name))] });
        var differences = findings.Complete();
        return held with { Findings = [.. differences, .. held.Findings], Verdict = differences.Any(static finding => finding.Severity == RuleSeverity.Error) ? Verdict.Fail : held.Verdict };
    }

    private static List<string> Packages(string folder) =>
        !Directory.Exists(folder) ? [] : [.. Directory.GetFiles(folder, "*.nupkg").Concat(Directory.GetFiles(folder, "*.snupkg")).Select(static file => Path.GetFileName(file)).OrderBy(static name => name, StringComparer.Ordinal)];

    private static void Report(FindingSink findings, Edition edition, string package, string? entry, string what) => findings.Report(
        RuleIds.RG2007,
        $"{(entry is null ? $"'{package}'" : $"'{entry}' of '{package}'")} {what}, so edition '{edition.Id}' is not what its own files make. Look for a file, project or property of the full checkout that takes part in this edition's build.",
        new FindingLocation(package, Entry: entry),
        package + ":" + entry);
}
