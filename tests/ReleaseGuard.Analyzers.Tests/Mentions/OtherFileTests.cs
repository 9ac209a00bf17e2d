using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Mentions;

/// <summary>What one file declares and another uses: global aliases, global usings, aliases of a reference, partial types.</summary>
public sealed class OtherFileTests
{
    private static readonly GuardedProject Project = new() { References = [WithheldAssembly.Head] };

    [Fact]
    public async Task A_global_alias_of_a_tuple_is_found_where_another_file_uses_it() => await Project
        .With("global using Pair = (int Size, Contoso.Heads.Cyber.{|RG1001:ExploitHead|} Head);", "Globals.cs")
        .With("class Use { {|RG1002:Pair|} _pair; int Weigh({|RG1002:Pair|} pair) => pair.Head.{|RG1001:Weight|}; }").Verify();

    [Fact]
    public async Task A_global_static_using_is_found_and_so_is_what_it_brings() => await Project
        .With("global using static Contoso.Heads.Cyber.{|RG1001:ExploitHead|};", "Globals.cs")
        .With("class Use { int _limit = {|RG1003:Limit|}; object M() => {|RG1001:Create|}(); }").Verify();

    [Fact]
    public async Task A_global_using_brings_extensions_without_a_name() => await Project
        .With("global using Contoso.Heads.{|RG1001:Cyber|};", "Globals.cs")
        .With("class Use { int M(string text) => text.{|RG1001:CyberLength|}(); }").Verify();

    [Fact]
    public async Task A_reference_behind_an_extern_alias_is_seen() => await (Project with { References = [WithheldAssembly.Head.WithAliases(["Lab"])] })
        .With("extern alias Lab; using Lab::Contoso.Heads.{|RG1001:Cyber|}; using H = Lab::Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { {|RG1002:H|}? A; Lab::Contoso.Heads.Cyber.{|RG1002:HeadKind|} B; object C() => new {|RG1001:ExploitHead|}(); }").Verify();

    [Fact]
    public async Task A_method_called_like_a_withheld_type_is_silent() => await (Project with { Usings = ["Contoso.Heads.Cyber"] })
        .With("class Use { object ExploitHead(int size) => size; object M() => ExploitHead(1); }").Verify();

    [Fact]
    public async Task A_base_list_in_the_file_of_another_edition_makes_no_finding_here() => await (Project with { Edition = "enterprise" })
        .With("partial class Use : Contoso.Heads.Cyber.ExploitHead { }", "Use.Enterprise.cs")
        .With("partial class Use { int M() => this.{|RG1001:Weight|}; }", "Use.cs").Verify();
}
