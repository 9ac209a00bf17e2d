using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Mentions;

public sealed class FirstMentionTests
{
    private static readonly GuardedProject Project = new() { References = [WithheldAssembly.Head] };

    [Fact]
    public async Task A_field_of_a_withheld_type_is_a_signature_and_a_creation_is_a_use() => await Project.With("""
        using Contoso.Heads.{|RG1001:Cyber|};
        class Packer
        {
            private {|RG1002:ExploitHead|}? _head;
            object Make() => new {|RG1001:ExploitHead|}();
            int Limit => {|RG1003:ExploitHead|}.Limit;
            object Made() => {|RG1001:ExploitHead|}.Create();
            int Length(string text) => text.{|RG1001:CyberLength|}();
            string Name => nameof({|RG1003:ExploitHead|}.Weight);
        }
        """).Verify();

    [Fact]
    public async Task The_message_follows_the_template()
    {
        var found = await Project.With("""
            public class Packer { public Contoso.Heads.Cyber.{|RG1002:ExploitHead|}? Head; }
            """).Verify();
        var one = Assert.Single(found);
        Assert.Equal("'Packer.Head', part of the open API, exposes 'ExploitHead' in edition 'open': part of contoso.cyber-head (safety, owner @release-safety). Move it to Packer.Enterprise.cs or expose an interface.", one.GetMessage());
        Assert.Equal(DiagnosticSeverity.Error, one.Severity);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, one.Descriptor.CustomTags);
    }

    [Fact]
    public async Task In_the_edition_that_may_have_it_the_same_finding_is_a_warning()
    {
        var found = await (Project with { Edition = "enterprise" }).With("""
            class Packer { object Make() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); }
            """).Verify();
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found).Severity);
    }

    [Fact]
    public async Task A_name_that_no_longer_resolves_is_found_by_the_policy_alone() => await new GuardedProject().With("""
        using Contoso.Heads.{|RG1001:Cyber|};
        class Packer { object Make() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); }
        """).Verify(mustCompile: false);

    [Fact]
    public async Task A_file_and_an_arm_of_the_other_edition_are_silent()
    {
        const string Use = "class Use { object Make() => new Contoso.Heads.Cyber.ExploitHead(); }";
        var project = Project with { Edition = "enterprise" };
        await project.With(Use, "Use.Enterprise.cs").Verify();
        await project.With("#if EDITION_ENTERPRISE\n" + Use + "\n#endif\n").Verify();
        Assert.Single((await project.With("#if {|RG1104:EDITION_OPEN|}\n" + Use.Replace("ExploitHead", "{|RG1001:ExploitHead|}") + "\n#endif\n").Verify()).Where(one => one.Id == "RG1001"));
    }
}
