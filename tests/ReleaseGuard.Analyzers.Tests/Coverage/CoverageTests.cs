using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

/// <summary>Each kind of reference is found at its mark and nowhere else; its look-alikes stay silent.</summary>
public sealed class CoverageTests
{
    public static IEnumerable<object[]> Kinds() => CoverageRows.All.Select(row => new object[] { row.Group, row.Kind });

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_kind_of_reference_is_found_at_its_place_and_only_there(string group, string kind)
    {
        Assert.NotEmpty(group);
        var row = CoverageRows.Find(kind);
        await CoverageProjects.Leaking(row).Verify(row.Compiles);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_source_against_another_company_s_types_of_the_same_name_is_silent(string group, string kind)
    {
        Assert.NotEmpty(group);
        var row = CoverageRows.Find(kind);
        var project = CoverageProjects.LookAlike(row);
        Assert.Empty(await project.Analyze(project.Compile(out _)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task In_a_file_or_an_arm_of_the_edition_that_may_have_it_it_is_silent(string group, string kind)
    {
        Assert.NotEmpty(group);
        var row = CoverageRows.Find(kind);
        var project = CoverageProjects.OtherEdition(row);
        Assert.Empty(await project.Analyze(project.Compile(out _)));
    }
}
