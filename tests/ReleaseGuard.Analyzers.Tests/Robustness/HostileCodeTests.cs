using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Tests.Coverage;
using ReleaseGuard.Analyzers.Tests.Guards;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Robustness;

/// <summary>No source text makes an analyzer throw: an AD0001 would be a warning and the guard would be gone.</summary>
public sealed class HostileCodeTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "<", ">", "[", "]", ";", ",", ".", "::", "=>", "?", "??", "..", "\"", "$\"", "\"\"\"", "'", "@", "#if", "#else\n", "#endif\n", "#elif EDITION_OPEN\n",
        "\n#if EDITION_ENTERPRISE\n", "\n#endif\n", "\\u0045", "nameof(", "typeof(", "new ", "await ", "using ", "global ", "foreach (var x in ", "switch ", " is ", " with { ", "stackalloc ",
        "ExploitHead", "Contoso.Heads.Cyber", "Cyber.", "ExploitHead<", "ExploitHead?", "ref ", "delegate*<", "static ", "partial ", "where T : ", "/// <see cref=\"ExploitHead", "/*", "*/", "\r", "\0", "é", "\ud83d",
        "[RequiresEdition(", "[EditionGuard(\"open\")]", "[InternalsVisibleTo(", "[SuppressMessage(\"\", \"RG1001\")]", "Type.GetType(", "goto case ", "yield return ", "catch when (", "extension(",
    ];

    [Fact]
    public async Task Text_that_was_torn_apart_at_random_makes_no_analyzer_throw()
    {
        var random = new Random(20261123);
        for (var batch = 0; batch < 12; batch++)
        {
            var project = CoverageProjects.Leaking(CoverageRows.All[0]) with
            {
                Edition = batch % 2 == 0 ? "open" : "enterprise",
                Policy = batch % 3 == 0 ? GuardTableTests.Policy : TestPolicies.Cyber.Replace("\"packages\"", "\"source\", \"docs\"", StringComparison.Ordinal),
                Sources = [.. Enumerable.Range(0, 40).Select(i => ($"F{batch}_{i}{(i % 7 == 0 ? ".Enterprise" : "")}.cs", Mutate(Plain(CoverageRows.All[random.Next(CoverageRows.All.Count)].Source), random)))],
            };
            // Analyze throws what the analyzer threw.
            await project.Analyze(project.Compile(out _));
        }
    }

    [Fact]
    public async Task Every_prefix_of_a_source_can_be_analysed()
    {
        var whole = Plain(string.Join("\n", CoverageRows.All.Where(row => !row.IsProgram && !row.Source.StartsWith("using", StringComparison.Ordinal) && !row.Source.StartsWith("global", StringComparison.Ordinal)).Take(60).Select(row => row.Source)));
        var project = CoverageProjects.Leaking(CoverageRows.All[0]) with
        {
            Sources = [.. Enumerable.Range(1, 40).Select(i => ($"P{i}.cs", whole[..(whole.Length * i / 40)]))],
        };
        await project.Analyze(project.Compile(out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("#if")]
    [InlineData("#else\n#endif\n#endif\n#if EDITION_OPEN")]
    [InlineData("#if EDITION_OPEN\n#elif\n#else\n#else\n")]
    [InlineData("#if (((((EDITION_OPEN\n#endif")]
    [InlineData("namespace Contoso.Heads.Cyber")]
    [InlineData("using Contoso.Heads.Cyber = Contoso.Heads.Cyber;")]
    [InlineData("class ExploitHead : ExploitHead { ExploitHead ExploitHead() => ExploitHead(); }")]
    [InlineData("class A<T> : A<A<A<T>>> where T : A<T> { void M() { goto x; x: ; foreach (var (a, (b, c)) in this) { } } }")]
    [InlineData("class A { [A(A = 1)] int this[] { get; } event E { } operator +; ~A( }")]
    [InlineData("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo] class A { }")]
    [InlineData("class A { [ReleaseGuard.EditionGuard] bool B; [ReleaseGuard.EditionGuard(null)] bool C; [ReleaseGuard.EditionGuard(\"enterprise\")] }")]
    public async Task Broken_code_is_analysed_without_an_exception(string source)
    {
        foreach (var edition in new[] { "open", "enterprise", "nowhere", null })
        {
            var project = CoverageProjects.Leaking(CoverageRows.All[0]) with { Edition = edition, Sources = [("A.cs", source), ("A.Open.cs", source)] };
            await project.Analyze(project.Compile(out _));
        }
    }

    [Fact]
    public async Task Deep_nesting_is_analysed()
    {
        var source = new StringBuilder("class A { int M(int x) => ").Append('(', 400).Append("x").Append(')', 400).Append("; string S => ").Append(string.Join(" + ", Enumerable.Repeat("\"cyber\"", 400))).Append("; }");
        var project = CoverageProjects.Leaking(CoverageRows.All[0]) with { Sources = [("A.cs", source.ToString())] };
        await project.Analyze(project.Compile(out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"schemaVersion\": 1 }")]
    [InlineData("{ \"schemaVersion\": 1, \"editions\": { \"open\": { \"title\": \"Open\", \"publishes\": [\"source\"] } }, \"components\": {} }")]
    public async Task A_broken_or_empty_policy_makes_no_analyzer_throw(string policy)
    {
        var project = CoverageProjects.Leaking(CoverageRows.All[5]) with { Policy = policy };
        await project.Analyze(project.Compile(out _));
    }

    private static string Plain(string source)
    {
        var expected = System.Collections.Immutable.ImmutableArray.CreateBuilder<Expected>();
        return Markup.Read(source, "A.cs", expected);
    }

    private static string Mutate(string source, Random random)
    {
        var text = new StringBuilder(source);
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, source.AsSpan(random.Next(source.Length / 2), random.Next(1, source.Length / 2)));
                    break;
                default:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
