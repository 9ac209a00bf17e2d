using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Tests.Guards;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

/// <summary>The rows that stand in a method, where the edition may have the component behind a guard: silent behind one, and found at no other place than without a gate.</summary>
public sealed class GatedCoverageTests
{
    private const string Start = "object thing, string text) { ";
    private const string Guard = "static class Ed_ { [ReleaseGuard.EditionGuard(\"enterprise\")] public static bool On => false; }";

    /// <summary>A local function that nobody calls is guarded by nothing; an attribute is not run.</summary>
    private static bool IsRun(CoverageRow row) =>
        row.Compiles && row.Source.Contains(Start, StringComparison.Ordinal) && !row.Source.Contains("static T ", StringComparison.Ordinal) && !row.Source.Contains("[{|", StringComparison.Ordinal);

    [Fact]
    public async Task Behind_a_guard_the_same_source_is_silent()
    {
        var (found, _) = await Analyze(row => row.Source.Replace(Start, Start + "if (!Ed_.On) throw new System.NotSupportedException(); ", StringComparison.Ordinal));
        Assert.Empty(found.SelectMany(row => row.Value.Select(one => row.Key + ": " + one)));
    }

    [Fact]
    public async Task Without_a_guard_every_finding_is_about_the_guard_and_at_a_place_that_has_one()
    {
        var (found, expected) = await Analyze(row => row.Source);
        foreach (var row in CoverageRows.All.Where(IsRun))
        {
            var here = found.GetValueOrDefault(row.Kind, []);
            var places = expected.GetValueOrDefault(row.Kind, []);
            Assert.All(here, one => Assert.Equal("RG1101", one.Id));
            Assert.All(here, one => Assert.Contains(places, place => place.Start == one.Location.SourceSpan.Start));
            // A declared type alone reaches nothing, and nothing is caught of a try that does nothing.
            Assert.True(here.Count > 0 || row.Source.Contains("try { }", StringComparison.Ordinal) || !places.Any(one => one.Id is "RG1001" or "RG1003" or "RG1006"), row.Kind + " is not found");
        }
    }

    /// <summary>All rows in one compilation, each in a file and a namespace of its own.</summary>
    private static async Task<(Dictionary<string, List<Diagnostic>> Found, Dictionary<string, List<Expected>> Expected)> Analyze(Func<CoverageRow, string> source)
    {
        var rows = CoverageRows.All.Where(IsRun).ToList();
        var project = CoverageProjects.Leaking(rows[0]) with
        {
            Policy = GuardTableTests.Policy,
            Sources = [.. rows.Select((row, i) => ($"R{i}.cs", $"namespace R{i} {{ {source(row)} }}"))],
        };
        project = project.With(EditionLibrary.Attributes, "ReleaseGuard.Attributes.cs").With(Guard, "Ed.cs");
        var found = await project.Analyze(project.Compile(out var expected));
        return (Group(found, one => one.Location.SourceTree!.FilePath, rows), Group(expected, one => one.Path, rows));
    }

    private static Dictionary<string, List<T>> Group<T>(ImmutableArray<T> all, Func<T, string> path, List<CoverageRow> rows) =>
        all.GroupBy(one => rows[int.Parse(System.IO.Path.GetFileNameWithoutExtension(path(one)).AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)].Kind).ToDictionary(group => group.Key, group => group.ToList());
}
