using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ReleaseGuard.Inspection.Tests;

/// <summary>Every artifact leak in samples/Leaks breaks its rule, and its clean twin breaks none.</summary>
public sealed class LeakSamplesTests
{
    private static readonly string Leaks = Path.Combine(RepositoryRoot(), "samples", "Leaks");

    public static TheoryData<string> ArtifactLeaks() => new(Directory.GetDirectories(Leaks)
        .Where(folder => Directory.Exists(Path.Combine(folder, "leak")) && Directory.Exists(Path.Combine(folder, "clean")))
        .Select(folder => Path.GetFileName(folder)!)
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(ArtifactLeaks))]
    public void The_leak_breaks_its_rule(string rule)
    {
        var result = Inspect(rule, "leak");
        Assert.Contains(result.Findings, finding => finding.RuleId == rule);
        Assert.Equal(rule switch { "RG9001" => Verdict.Inconclusive, "RG9002" => Verdict.NothingInspected, _ => Verdict.Fail }, result.Verdict);
    }

    [Theory]
    [MemberData(nameof(ArtifactLeaks))]
    public void Its_clean_twin_passes_without_a_finding(string rule)
    {
        var result = Inspect(rule, "clean");
        Assert.Empty(result.Findings);
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Fact]
    public void There_are_leaks_to_test() => Assert.NotEmpty(ArtifactLeaks());

    private static InspectionResult Inspect(string rule, string twin)
    {
        var folder = Path.Combine(Leaks, rule, twin);
        var opened = PolicyFile.Open(PolicyFile.FindNearest(Path.Combine(Leaks, rule))!, Audit.AsOf);
        Assert.Empty(opened.Problems.Select(problem => problem.Message));
        return EditionInspector.Inspect(new InspectionRequest([new ShippedItem(folder, "")], opened.Policy!, opened.Policy!.FindEdition(EditionFor(rule))!, null, Audit.AsOf, FullContent: false));
    }

    /// <summary>A pattern that matches nothing is judged where the component must be; everything else where it must not.</summary>
    private static string EditionFor(string rule) => rule == "RG6002" ? "enterprise" : "open";

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReleaseGuard.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("ReleaseGuard.sln is not above the test output.");
    }
}
