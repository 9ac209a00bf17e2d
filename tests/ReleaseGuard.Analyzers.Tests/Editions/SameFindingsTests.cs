using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Tests.Coverage;
using ReleaseGuard.Analyzers.Tests.Guards;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Editions;

/// <summary>The builds of all editions find the same in the same text, wherever it stands: only the weight differs.</summary>
public sealed class SameFindingsTests
{
    /// <summary>Where a row's text is put: <c>ROW</c> is the row in a namespace of its own.</summary>
    public static TheoryData<string, string> Frames()
    {
        var data = new TheoryData<string, string>();
        foreach (var policy in new[] { "excluded", "source and docs", "gated" })
        {
            data.Add(policy, "ROW");
            data.Add(policy, "#if !EDITION_ENTERPRISE\nROW\n#endif");
            data.Add(policy, "#if EDITION_ENTERPRISE\nclass Other { }\n#elif EDITION_OPEN\nROW\n#endif");
            data.Add(policy, "#if EDITION_OPEN && !EDITION_ENTERPRISE\n#if DEBUG\nclass D { }\n#else\nROW\n#endif\n#endif");
            data.Add(policy, "#if EDITION_ENTERPRISE\nROW\n#endif");
            data.Add(policy, "#if NEVER\nROW\n#endif");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task Of_every_coverage_row(string policy, string frame)
    {
        var rows = CoverageRows.All.Where(row => row.Compiles && !row.IsProgram && CanStandInNamespace(row.Source)).ToList();
        Assert.True(rows.Count > 300);
        var project = CoverageProjects.Leaking(rows[0]) with
        {
            Policy = policy switch { "gated" => GuardTableTests.Policy, "excluded" => TestPolicies.Cyber, _ => TestPolicies.Cyber.Replace("\"packages\"", "\"source\", \"docs\"", StringComparison.Ordinal) },
            Sources = [.. rows.Select((row, i) => ($"R{i}.cs", frame.Replace("ROW", $"namespace R{i} {{ {row.Source} }}", StringComparison.Ordinal)))],
        };
        await Compare(project);
    }

    [Theory]
    [InlineData("object x = \"Contoso.Heads.Cyber.ExploitHead\"; object y = System.Type.GetType(\"Contoso.Heads.Cyber.ExploitHead\"); object z(string s) => System.Type.GetType(s);")]
    [InlineData("const string A = \"Contoso.Heads\"; const string B = A + \".Cyber\"; string C = $\"{A}.Cyber\";")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"RG1001\")] void M() { }")]
    [InlineData("[ReleaseGuard.EditionGuard(\"enterprise\")] static bool G => true; [ReleaseGuard.EditionGuard(\"enterprize\")] static bool H => true;")]
    [InlineData("[ReleaseGuard.RequiresEdition(\"enterprise\")] void M() { } void N() => M();")]
    [InlineData("[ReleaseGuard.WithheldComponent(\"contoso.cyber-head\")] class Scanner { } object M() => new Scanner();")]
    [InlineData("[ReleaseGuard.WithheldComponent(\"unknown\")] class Scanner { }")]
    [InlineData("object M() { if (System.IO.File.Exists(\"x\")) return new Contoso.Heads.Cyber.ExploitHead(); return 1; }")]
    [InlineData("object M() { var head = Contoso.Open.Facade.Get(); return head.Score(\"\"); } class D : Contoso.Open.Derived { }")]
    [InlineData("void M() {\n#if EDITION_OPNE\n#endif\n}")]
    [InlineData("/// <see cref=\"Contoso.Heads.Cyber.ExploitHead\"/> and Contoso.Heads.Cyber.ExploitHead\nvoid M() { }")]
    [InlineData("object M() => new Contoso.Heads.Cyber.Missing(); Contoso.Heads.Cyber.Missing? F;")]
    [InlineData("object M() => new Contoso.Heads.Cyber.\\u0045xploitHead();")]
    public async Task Of_other_kinds_of_text(string member)
    {
        foreach (var frame in new[] { "ROW", "#if !EDITION_ENTERPRISE\nROW\n#endif", "#if EDITION_ENTERPRISE\nint Other;\n#else\nROW\n#endif" })
        {
            var project = CoverageProjects.Leaking(CoverageRows.All[0]) with { Sources = [("A.cs", "class Use {\n" + frame.Replace("ROW", member, StringComparison.Ordinal) + "\n}\n"), ("Attributes.cs", EditionLibrary.Attributes)] };
            var found = await Compare(project);
            Assert.NotEmpty(found);
        }
    }

    [Fact]
    public async Task Of_friends_in_an_arm() => Assert.NotEmpty(await Compare(CoverageProjects.Leaking(CoverageRows.All[0]) with
    {
        Sources = [("A.cs", "#if !EDITION_ENTERPRISE\n[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Contoso.Heads.Cyber\")]\n[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Contoso.Heads.Cyber.ExploitHead))]\n#endif\nclass Use { }")],
    }));

    public static IEnumerable<object[]> Leaks() => Directory.GetDirectories(Path.Combine(ReleaseTrackingTests.RepositoryRoot(), "samples", "Leaks"), "RG1*")
        .SelectMany(folder => new[] { folder, Path.Combine(folder, "clean") }).Where(folder => Directory.GetFiles(folder, "*.cs").Length > 0)
        .Select(folder => new object[] { Path.GetRelativePath(ReleaseTrackingTests.RepositoryRoot(), folder).Replace('\\', '/') });

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task Of_the_leak_samples(string folder)
    {
        var full = Path.Combine(ReleaseTrackingTests.RepositoryRoot(), folder);
        var policy = new[] { Path.Combine(full, "releaseguard.jsonc"), Path.Combine(full, "..", "releaseguard.jsonc"), Path.Combine(full, "..", "..", "releaseguard.jsonc") }.First(File.Exists);
        var withheld = WithheldAssembly.Build("Contoso.Heads.Cyber", string.Concat(Directory.GetFiles(Path.Combine(ReleaseTrackingTests.RepositoryRoot(), "samples", "Leaks", "Withheld"), "*.cs").Select(file => AsBlock(File.ReadAllText(file)))));
        var project = new GuardedProject
        {
            Policy = File.ReadAllText(policy),
            References = [withheld],
            Usings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading.Tasks"],
            Sources = [.. Directory.GetFiles(full, "*.cs").Where(file => !file.EndsWith(".Enterprise.cs", StringComparison.OrdinalIgnoreCase)).Select(file => (Path.GetFileName(file), File.ReadAllText(file))), ("ReleaseGuard.Attributes.cs", EditionLibrary.Attributes)],
        };
        var found = await Compare(project);
        if (folder.EndsWith("clean", StringComparison.Ordinal)) Assert.DoesNotContain(found, one => !one.StartsWith("RG6", StringComparison.Ordinal));
    }

    /// <summary>Usings of several files cannot stand in one text, and a file-scoped namespace not beside others.</summary>
    private static string AsBlock(string source)
    {
        var root = (Microsoft.CodeAnalysis.CSharp.Syntax.CompilationUnitSyntax)Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(source).GetRoot();
        var space = root.Members.OfType<Microsoft.CodeAnalysis.CSharp.Syntax.BaseNamespaceDeclarationSyntax>().Single();
        return $"namespace {space.Name} {{ {root.Usings.ToFullString()} using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading.Tasks; {space.Members.ToFullString()} }}\n";
    }

    private static bool CanStandInNamespace(string source) =>
        !source.StartsWith("using", StringComparison.Ordinal) && !source.StartsWith("global", StringComparison.Ordinal) && !source.Contains("[assembly", StringComparison.Ordinal)
        && !source.Contains("[module", StringComparison.Ordinal) && !source.Contains("namespace Contoso", StringComparison.Ordinal) && !source.Contains("//", StringComparison.Ordinal)
        // A pragma hides warnings, and so the findings about another edition.
        && !source.Contains("#pragma", StringComparison.Ordinal);

    private static async Task<List<string>> Compare(GuardedProject project)
    {
        var open = await Find(project with { Edition = "open" });
        var enterprise = await Find(project with { Edition = "enterprise" });
        var differences = string.Join("\n", Only(open, enterprise).Select(one => "only in the open build: " + one).Concat(Only(enterprise, open).Select(one => "only in the enterprise build: " + one)));
        Assert.True(differences.Length == 0, differences);
        return open;
    }

    private static IEnumerable<string> Only(List<string> left, List<string> right)
    {
        var rest = right.ToList();
        return left.Where(one => !rest.Remove(one));
    }

    private static async Task<List<string>> Find(GuardedProject project)
    {
        var found = await project.Analyze(project.Compile(out _));
        return [.. found.Where(one => one.Location.IsInSource).Select(one =>
            $"{one.Id} {Path.GetFileName(one.Location.SourceTree!.FilePath)} {one.Location.SourceSpan} '{one.Location.SourceTree.GetText().ToString(one.Location.SourceSpan)}' {one.Properties.GetValueOrDefault("Symbol")} {one.GetMessage()} in {one.Location.SourceTree.GetText().Lines.GetLineFromPosition(one.Location.SourceSpan.Start)}")];
    }
}
