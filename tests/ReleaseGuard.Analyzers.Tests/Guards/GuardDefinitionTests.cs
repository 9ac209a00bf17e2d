using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Guards;

/// <summary>RG1107: a guard is checked where it is defined.</summary>
public sealed class GuardDefinitionTests
{
    private const string Split = "\n#if EDITION_ENTERPRISE\nconst bool On = true;\n#else\nconst bool On = false;\n#endif\n";

    [Theory]
    [InlineData("[EditionGuard(\"enterprise\")] static bool G => false;")]
    [InlineData("[EditionGuard(\"enterprise\")] const bool G = false;")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool G { get; } = false;")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool G { get { return false; } }")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool G() { return false; }")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool G => On;" + Split)]
    [InlineData("[EditionGuard(\"enterprise\")] static bool G => On && System.Environment.Is64BitProcess;" + Split)]
    [InlineData("[EditionGuard(\"enterprise\")] static bool G => System.Environment.Is64BitProcess ? On : false;" + Split)]
    [InlineData("[EditionGuard(\"enterprise\")] static bool G => H; [EditionGuard(\"enterprise\")] static bool H => On;" + Split)]
    [InlineData("[EditionGuard(\"open\")] static bool G => true;")]
    [InlineData("[System.Diagnostics.CodeAnalysis.FeatureSwitchDefinition(\"X.On\")] [EditionGuard(\"enterprise\")] static bool G => System.AppContext.TryGetSwitch(\"X.On\", out var on) && on;")]
    [InlineData("#if EDITION_ENTERPRISE\n[EditionGuard(\"enterprise\")] static bool G => true;\n#else\n[EditionGuard(\"enterprise\")] static bool G => false;\n#endif\n")]
    public async Task A_guard_that_is_false_where_its_edition_is_off_is_silent(string member)
    {
        await Project(member, "open").Verify();
        await Project(member, "enterprise").Verify();
    }

    [Theory]
    [InlineData("[EditionGuard(\"enterprise\")] static bool {|RG1107:G|} => true;")]
    [InlineData("[EditionGuard(\"enterprise\")] const bool {|RG1107:G|} = true;")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool {|RG1107:G|} => System.Environment.Is64BitProcess;")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool {|RG1107:G|} => On || System.Environment.Is64BitProcess;" + Split)]
    [InlineData("[EditionGuard(\"enterprise\")] static bool {|RG1107:G|} => System.IO.File.Exists(\"license\");")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool {|RG1107:G|} => System.AppContext.TryGetSwitch(\"X.On\", out var on) && on;")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool {|RG1107:G|} { get { if (System.Environment.Is64BitProcess) return true; return false; } }")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool {|RG1107:G|} { get; set; }")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool {|RG1107:G|};")]
    [InlineData("[EditionGuard(\"enterprise\")] bool {|RG1107:G|} => false;")]
    [InlineData("[EditionGuard(\"enterprise\")] static int {|RG1107:G|} => 0;")]
    [InlineData("[EditionGuard(\"enterprise\")] static bool {|RG1107:G|}(int x) => false;")]
    [InlineData("[EditionGuard({|RG1107:\"enterprize\"|})] static bool G => false;")]
    public async Task A_guard_that_can_be_true_elsewhere_is_reported_in_every_build(string member)
    {
        await Project(member, "open").Verify();
        await Project(member, "enterprise").Verify();
    }

    private static GuardedProject Project(string member, string edition) => new GuardedProject { Edition = edition }
        .With(System.IO.File.ReadAllText(System.IO.Path.Combine(ReleaseTrackingTests.RepositoryRoot(), GuardTableTests.Attributes)), "ReleaseGuard.Attributes.cs")
        .With("using ReleaseGuard;\nclass Use\n{\n" + member + "\n}\n");
}
