using System.IO;
using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Tests.Guards;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Mentions;

/// <summary><c>[WithheldComponent]</c>: what the source itself says to be part of a component.</summary>
public sealed class MarkedSymbolTests
{
    private static readonly string Attributes = File.ReadAllText(Path.Combine(ReleaseTrackingTests.RepositoryRoot(), GuardTableTests.Attributes));

    private static readonly GuardedProject Project = new GuardedProject { Usings = ["ReleaseGuard"] }.With(Attributes, "Attributes.cs");

    [Fact]
    public async Task A_marked_type_is_withheld_like_one_that_the_policy_names() => await Project.With("""
        #if EDITION_ENTERPRISE
        [WithheldComponent("contoso.cyber-head")] class Probe { public int Depth; }
        #endif
        [WithheldComponent("contoso.cyber-head")] class {|RG1001:Scanner|} { public static Scanner Make() => new Scanner(); public int Depth; }
        class Use { object M() => new {|RG1001:Scanner|}().{|RG1001:Depth|}; {|RG1002:Scanner|}? _scanner; string N() => nameof({|RG1003:Scanner|}); }
        """).Verify();

    [Fact]
    public async Task A_marked_member_is_withheld_and_its_type_is_not() => await Project.With("""
        class Trunk
        {
            [WithheldComponent("contoso.cyber-head")] public void {|RG1001:Exploit|}() { }
            [WithheldComponent("contoso.cyber-head")] public int {|RG1001:Depth|} { get; set; }
            [WithheldComponent("contoso.cyber-head")] public int {|RG1001:Weight|};
            public void Score() { }
        }
        class Use { void M(Trunk t) { t.{|RG1001:Exploit|}(); t.Score(); t.{|RG1001:Depth|} = t.{|RG1001:Weight|}; } }
        """).Verify();

    [Fact]
    public async Task What_is_marked_in_its_own_edition_is_silent_there() => await (Project with { Edition = "enterprise" })
        .With("[WithheldComponent(\"contoso.cyber-head\")] class Scanner { }", "Scanner.Enterprise.cs")
        .With("class Use { object M() => new {|RG1001:Scanner|}(); }", "Use.cs")
        .With("class Use2 { object M() => new Scanner(); }", "Use.Enterprise.cs").Verify();

    [Fact]
    public async Task A_component_that_the_policy_does_not_have_is_an_error_with_the_nearest_one()
    {
        var found = await Project.With("[WithheldComponent({|RG6002:\"contoso.cyber-haed\"|})] class Scanner { }").Verify();
        Assert.Contains("did you mean 'contoso.cyber-head'?", Assert.Single(found).GetMessage(), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_marked_assembly_is_part_of_the_component_and_may_name_it() => await (Project with { References = [WithheldAssembly.Head] })
        .With("[assembly: WithheldComponent(\"contoso.cyber-head\")] class Use { object M() => new Contoso.Heads.Cyber.ExploitHead(); }").Verify();

    [Theory]
    [InlineData("Contoso.Heads.Cyber", "src/Other/Other.csproj")]
    [InlineData("Contoso.Other", "src/Heads.Cyber/Any.csproj")]
    public async Task A_project_of_the_component_by_assembly_or_by_path_may_name_it(string assembly, string project) => await (Project with { AssemblyName = assembly, ProjectPath = project, Edition = "enterprise" })
        .With("namespace Contoso.Heads.Cyber { public class ExploitHead { ExploitHead Next() => new(); string Name => \"Contoso.Heads.Cyber.ExploitHead\"; } }").Verify();

    [Fact]
    public async Task Any_other_project_that_declares_the_same_name_is_not() => await (Project with { Edition = "enterprise" })
        .With("namespace Contoso.Heads.{|RG1001:Cyber|} { public class ExploitHead { } }").Verify();
}
