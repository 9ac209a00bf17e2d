using System;
using System.IO;
using System.Linq;
using ReleaseGuard.EndToEnd.Workspace;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.EndToEnd.Leaks;

[Collection(RealBuilds.Name)]
public sealed class LeakProjectTests(CleanTree tree)
{
    /// <summary>Rules about the choice of edition itself: they hold whatever edition the caller names.</summary>
    private static readonly string[] InEveryEdition = ["RG1109", "RG1110", "RG9003"];

    public static TheoryData<string> All => [.. LeakProjects.Ids];

    public static TheoryData<string> Visible => [.. LeakProjects.Ids.Where(id => RuleCatalog.Get(id).Severity >= RuleSeverity.Warning)];

    public static TheoryData<string> InCode => [.. LeakProjects.Ids.Where(id => id.StartsWith("RG1", StringComparison.Ordinal) && !InEveryEdition.Contains(id) && RuleCatalog.Get(id).Severity >= RuleSeverity.Warning)];

    public static TheoryData<string> InProjects => [.. LeakProjects.Ids.Where(id => id.StartsWith("RG2", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Visible))]
    public void A_leak_is_reported_by_its_rule_at_its_line_in_the_open_edition(string id)
    {
        var found = LeakProjects.Build(tree, "open").Of(LeakProjects.Leak(tree, id)).Where(diagnostic => diagnostic.Code == id).ToList();
        var level = RuleCatalog.Get(id).Severity == RuleSeverity.Error ? DiagnosticLevel.Error : DiagnosticLevel.Warning;
        var marked = LeakProjects.MarkedLines(tree, id).ToList();
        Assert.NotEmpty(marked);
        Assert.All(marked, place => Assert.Contains(found, diagnostic => diagnostic.Line == place.Line && Path.GetFullPath(diagnostic.File) == place.File && diagnostic.Level >= level));
    }

    [Theory, MemberData(nameof(InCode))]
    public void A_leak_in_code_is_a_warning_at_the_same_line_in_the_edition_that_may_have_it(string id)
    {
        var found = LeakProjects.Build(tree, "enterprise").Of(LeakProjects.Leak(tree, id)).ToList();
        Assert.DoesNotContain(found, diagnostic => diagnostic.Level == DiagnosticLevel.Error);
        Assert.All(LeakProjects.MarkedLines(tree, id), place => Assert.Contains(found, diagnostic => diagnostic.Code == id && diagnostic.Line == place.Line));
    }

    [Theory, MemberData(nameof(InProjects))]
    public void A_leak_in_a_project_file_is_nothing_in_the_edition_that_may_have_it(string id) =>
        Assert.DoesNotContain(LeakProjects.Build(tree, "enterprise").Of(LeakProjects.Leak(tree, id)), diagnostic => diagnostic.Code.StartsWith("RG", StringComparison.Ordinal));

    [Theory, MemberData(nameof(All))]
    public void The_clean_twin_passes_in_both_editions(string id)
    {
        foreach (var edition in new[] { "open", "enterprise" })
        {
            var twin = LeakProjects.CleanTwin(tree, id);
            Assert.DoesNotContain(LeakProjects.Build(tree, edition).Of(twin), diagnostic => diagnostic.Level == DiagnosticLevel.Error || diagnostic.Code.StartsWith("RG", StringComparison.Ordinal));
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(twin)!, "bin", edition, "Debug", "net10.0", id + ".Clean.dll")));
        }
    }

    [Fact]
    public void No_finding_is_reported_twice_in_a_build()
    {
        // The reader of the log keeps equal diagnostics once, so messages are counted as they were printed.
        var log = LeakProjects.Build(tree, "open");
        Assert.All(
            log.Diagnostics.Where(diagnostic => diagnostic.Code.StartsWith("RG2", StringComparison.Ordinal)).GroupBy(diagnostic => (diagnostic.Code, diagnostic.File, diagnostic.Line)),
            group => Assert.Single(group));
    }
}
