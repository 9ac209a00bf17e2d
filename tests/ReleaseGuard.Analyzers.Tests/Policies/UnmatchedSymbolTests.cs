using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Policies;

/// <summary>RG6002 for symbols: an entry that matches nothing in the compilation that must contain what it names.</summary>
public sealed class UnmatchedSymbolTests
{
    private const string Head = "namespace Contoso.Heads.Cyber { public class ExploitHead { public int Score(string code) => 1; public class Layer { } } }";

    private static GuardedProject Own(params string[] symbols) => new GuardedProject
    {
        Policy = TestPolicies.Cyber.Replace("\"N:Contoso.Heads.Cyber.**\"", string.Join(", ", symbols.Select(symbol => $"\"{symbol}\"")), StringComparison.Ordinal),
        Edition = "enterprise",
        AssemblyName = "Contoso.Heads.Cyber",
        ProjectPath = "src/Heads.Cyber/Heads.Cyber.csproj",
    }.With(Head, "Head.cs");

    [Theory]
    [InlineData("T:Contoso.Heads.Cyber.ExploitHaed", "T:Contoso.Heads.Cyber.ExploitHead")]
    [InlineData("N:Contoso.Heads.Cybr.**", "N:Contoso.Heads.Cyber")]
    [InlineData("M:Contoso.Heads.Cyber.ExploitHead.Scores(System.String)", "M:Contoso.Heads.Cyber.ExploitHead.Score(System.String)")]
    [InlineData("T:Contoso.Heads.Cyber.ExploitHead.Layr", "T:Contoso.Heads.Cyber.ExploitHead.Layer")]
    public async Task An_entry_that_names_nothing_in_its_own_assembly_is_an_error_at_its_line_with_the_nearest_name(string entry, string nearest)
    {
        var found = await Find(Own(entry));
        Assert.Equal("RG6002", found.Id);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Contains($"\"{nearest}\"", found.GetMessage(), StringComparison.Ordinal);
        Assert.Equal("/product/releaseguard.jsonc", found.Location.GetLineSpan().Path);
        Assert.Equal(9, found.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Theory]
    [InlineData("N:Contoso.Heads.Cyber.**")]
    [InlineData("T:Contoso.Heads.Cyber.ExploitHead")]
    [InlineData("T:Contoso.Heads.Cyber.Exploit*")]
    [InlineData("M:Contoso.Heads.Cyber.ExploitHead.Score*")]
    [InlineData("T:Contoso.Routing.CyberGate")]
    [InlineData("M:Contoso.Routing.CyberGate.Open")]
    public async Task An_entry_that_names_something_here_or_belongs_elsewhere_is_silent(string entry) => Assert.Empty(await Analyze(Own(entry)));

    [Fact]
    public async Task It_is_not_judged_in_the_edition_that_must_not_have_the_component() =>
        Assert.Empty(await Analyze(Own("T:Contoso.Heads.Cyber.ExploitHaed") with { Edition = "open" }));

    [Fact]
    public async Task It_is_not_judged_where_another_assembly_of_the_component_may_have_it()
    {
        var project = Own("T:Contoso.Heads.Cyber.Elsewhere");
        Assert.Empty(await Analyze(project with { Policy = project.Policy.Replace("[\"Contoso.Heads.Cyber\"]", "[\"Contoso.Heads.Cyber\", \"Contoso.Heads.More\"]", StringComparison.Ordinal) }));
    }

    [Fact]
    public async Task A_namespace_is_not_looked_for_in_a_project_that_has_a_type_of_the_outer_name() =>
        Assert.Empty(await Analyze(Own("N:Contoso.Heads.Cyber.**", "T:Contoso.Heads.Cyber") with { AssemblyName = "Contoso.App", ProjectPath = "src/App/App.csproj", Sources = [("Heads.cs", "namespace Contoso { public class Heads { } }")] }));

    [Fact]
    public async Task A_member_is_judged_wherever_its_type_is_declared()
    {
        var project = Own("M:Contoso.Trunk.Exploit") with { AssemblyName = "Contoso.Trunk", ProjectPath = "src/Trunk/Trunk.csproj", Sources = [("Trunk.cs", "namespace Contoso { public class Trunk { public void Exploits() { } } }")] };
        Assert.Contains("M:Contoso.Trunk.Exploits", (await Find(project)).GetMessage(), StringComparison.Ordinal);
    }

    private static async Task<Diagnostic> Find(GuardedProject project) => Assert.Single(await Analyze(project));

    private static async Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> Analyze(GuardedProject project) => await project.Analyze(project.Compile(out _), new PolicyAnalyzer());
}
