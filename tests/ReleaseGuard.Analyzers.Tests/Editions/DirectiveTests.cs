using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Editions;

/// <summary>RG1102, RG1104 and RG1105: directives that do not do what they say.</summary>
public sealed class DirectiveTests
{
    private static readonly GuardedProject Project = new() { References = [WithheldAssembly.Head], Edition = "enterprise" };

    [Theory]
    [InlineData("#if {|RG1102:EDITION_OPNE|}")]
    [InlineData("#if {|RG1102:EDITION_FULL|}")]
    [InlineData("#if {|RG1102:Edition_Enterprise|}")]
    [InlineData("#if {|RG1102:EDITON_ENTERPRISE|}")]
    [InlineData("#if DEBUG && {|RG1102:EDITION_ENTREPRISE|}")]
    [InlineData("#if false\n#elif {|RG1102:EDITION_PRO|}")]
    public async Task A_name_that_only_looks_like_an_edition_symbol_is_reported(string directive) =>
        await Project.With(directive + "\nclass A { }\n#endif\n").Verify();

    [Theory]
    [InlineData("#if EDITION_ENTERPRISE")]
    [InlineData("#if !EDITION_ENTERPRISE")]
    [InlineData("#if DEBUG")]
    [InlineData("#if NET10_0_OR_GREATER && !TRACE")]
    [InlineData("#if OPEN")]
    [InlineData("#if ENTERPRISE")]
    [InlineData("#if EDITION_OPEN && DEBUG")]
    [InlineData("#if EDITION_ENTERPRISE || EDITION_ENTERPRISE && EDITION_OPEN")]
    public async Task Other_symbols_and_true_edition_symbols_are_silent(string directive) =>
        await Project.With(directive + "\nclass A { }\n#endif\n").Verify();

    [Theory]
    [InlineData("#if {|RG1104:EDITION_OPEN|}")]
    [InlineData("#if {|RG1104:EDITION_ENTERPRISE || !EDITION_ENTERPRISE|}")]
    [InlineData("#if {|RG1104:!EDITION_OPEN|}")]
    [InlineData("#if {|RG1104:EDITION_ENTERPRISE && !EDITION_OPEN|}")]
    [InlineData("#if {|RG1104:EDITION_ENTERPRISE == false && EDITION_ENTERPRISE|}")]
    public async Task A_test_that_says_the_same_in_every_edition_is_reported(string directive) =>
        await Project.With(directive + "\nclass A { }\n#endif\n").Verify();

    [Theory]
    [InlineData("open")]
    [InlineData("enterprise")]
    public async Task Withheld_code_in_the_open_arm_alone_is_an_inverted_guard_in_every_build(string edition) => await (Project with { Edition = edition }).With("""
        class Use
        {
        #if {|RG1104:!EDITION_ENTERPRISE|}
            object Make() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}();
        #endif
        }
        """).Verify();

    [Theory]
    [InlineData("open")]
    [InlineData("enterprise")]
    public async Task Withheld_code_in_an_else_arm_is_an_inverted_guard_too(string edition) => await (Project with { Edition = edition }).With("""
        class Use
        {
        #if EDITION_ENTERPRISE
            object Make() => 1;
        {|RG1104:#else|}
            object Make() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}();
        #endif
        }
        """).Verify();

    [Fact]
    public async Task A_body_emptied_by_a_symbol_of_the_project_itself_is_silent() => await Project.With("""
        class Use
        {
            void Trace()
            {
        #if TRACING
                System.Console.WriteLine();
        #endif
            }
        }
        """).Verify();

    [Theory]
    [InlineData("open")]
    [InlineData("enterprise")]
    public async Task A_body_without_a_statement_in_the_open_edition_is_reported_in_every_build(string edition) => await (Project with { Edition = edition }).With("""
        class Use
        {
            void Pack()
            {
        {|RG1105:#if EDITION_ENTERPRISE|}
                new Contoso.Heads.Cyber.ExploitHead().Run();
        #endif
            }
            void Comment()
            {
        {|RG1105:#if EDITION_ENTERPRISE|}
                new Contoso.Heads.Cyber.ExploitHead().Run();
        #else
                // nothing to do
        #endif
            }
            void Throws()
            {
        #if EDITION_ENTERPRISE
                new Contoso.Heads.Cyber.ExploitHead().Run();
        #else
                throw new System.NotSupportedException();
        #endif
            }
            void More()
            {
                System.GC.Collect();
        #if EDITION_ENTERPRISE
                new Contoso.Heads.Cyber.ExploitHead().Run();
        #endif
            }
            void Empty()
            {
            }
        }
        """.Replace(".Run()", ".Score(\"\")", System.StringComparison.Ordinal)).Verify();

    [Fact]
    public async Task A_define_in_the_file_counts_for_every_edition() => await Project.With("""
        #define LOCAL
        class Use
        {
        #if LOCAL && !EDITION_OPEN
            object Make() => new Contoso.Heads.Cyber.ExploitHead();
        #endif
        #if LOCAL
            object Made() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}();
        #endif
        }
        """).Verify();
}
