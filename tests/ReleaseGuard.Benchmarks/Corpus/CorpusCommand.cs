using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Benchmarks.Corpus;

/// <summary>
/// <c>corpus FOLDER…</c>: runs the analyzers over all C# below each folder. Under a policy of things no code has, nothing may be
/// found; under one that withholds what the code declares and uses, nothing may throw, nothing may be reported twice, and what
/// binding every name and operation shows must be explained by a finding. Behind <c>--texts</c> the sources that a folder's files hold as texts are taken. Exit code 1 when any of that does not hold.
/// </summary>
internal static class CorpusCommand
{
    /// <summary>Listed whatever the policy withholds: a type bound by a text that is not constant.</summary>
    private const string NotDecidable = "RG1203";

    private const int Shown = 12;

    public static async Task<int> Run(IReadOnlyList<string> folders)
    {
        var bad = 0;
        Console.WriteLine("| code base | files | lines | files with syntax errors | crashes | findings, nothing mentioned | names bound at run time (RG1203) | findings, with mentions | twice | unexplained |");
        Console.WriteLine("|--|--|--|--|--|--|--|--|--|--|");
        var texts = false;
        foreach (var folder in folders)
        {
            if (folder == "--texts")
            {
                texts = true;
                continue;
            }

            var tally = new CorpusTally();
            var clock = Stopwatch.StartNew();
            foreach (var trees in new CorpusSources(folder, texts).Read())
            {
                await Analyze(trees, tally);
                if (clock.Elapsed.TotalSeconds > 20)
                {
                    await Console.Error.WriteLineAsync($"{folder}: {tally.Files} files so far, at {trees[^1].FilePath}");
                    clock.Restart();
                }
            }

            Console.WriteLine($"| {Path.GetFileName(folder.TrimEnd('/'))} | {tally.Files} | {tally.Lines} | {tally.WithSyntaxErrors} | {tally.Crashes.Count} | {tally.Quiet.Count} | {tally.NotDecidable} | {tally.Loud} | {tally.Twice.Count} | {tally.Unexplained.Count} |");
            Show("crash", tally.Crashes);
            Show("found though nothing is mentioned", tally.Quiet);
            Show("twice", tally.Twice);
            Show("unexplained", tally.Unexplained);
            bad += tally.Crashes.Count + tally.Quiet.Count + tally.Twice.Count + tally.Unexplained.Count;
        }

        return bad == 0 ? 0 : 1;
    }

    private static async Task Analyze(IReadOnlyList<SyntaxTree> trees, CorpusTally tally)
    {
        tally.Files += trees.Count;
        tally.Lines += trees.Sum(tree => tree.GetText().Lines.Count);
        tally.WithSyntaxErrors += trees.Count(tree => tree.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error));
        var compilation = CSharpCompilation.Create("Corpus", trees, Net100.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        foreach (var found in await Findings(compilation, CorpusPolicy.Absent, tally))
        {
            if (found.Id == NotDecidable) tally.NotDecidable++;
            else tally.Quiet.Add(found.ToString());
        }

        var policy = CorpusPolicy.Present(compilation);
        var loud = (await Findings(compilation, policy, tally)).Where(found => found.Location.IsInSource && found.Id != NotDecidable).ToList();
        tally.Loud += loud.Count;
        foreach (var same in loud.GroupBy(found => (found.Id, found.Location.SourceTree, found.Location.SourceSpan, found.Properties.GetValueOrDefault("Symbol"))).Where(group => group.Count() > 1))
            tally.Twice.Add(same.First().ToString());
        var loaded = PolicyLoader.Load(new PolicySource("/product/releaseguard.jsonc", policy), null, null);
        if (loaded.Policy is null) throw new InvalidOperationException("The corpus policy is not valid: " + string.Join("; ", loaded.Problems.Select(problem => problem.Message)));
        var oracle = new CorpusOracle(loaded.Policy);
        var byTree = loud.ToLookup(found => found.Location.SourceTree!, found => found.Location.SourceSpan);
        foreach (var tree in trees)
        {
            try
            {
                tally.Unexplained.AddRange(oracle.Unexplained(compilation.GetSemanticModel(tree), [.. byTree[tree]], CancellationToken.None));
            }
            catch (Exception compiler) when (compiler is InvalidOperationException or ArgumentException or NullReferenceException or IndexOutOfRangeException)
            {
                // The compiler itself gives up on some of this code; the analyzers must not.
                tally.CompilerFaults++;
            }
        }
    }

    private static async Task<ImmutableArray<Diagnostic>> Findings(Compilation compilation, string policy, CorpusTally tally)
    {
        DiagnosticAnalyzer[] analyzers = [new EditionAnalyzer(), new PolicyAnalyzer()];
        var driver = compilation.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(Analyzers.AnalyzerRun.OptionsWith(policy),
            (exception, _, _) => tally.Crashes.Add(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        return await driver.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
    }

    private static void Show(string what, IReadOnlyCollection<string> all)
    {
        foreach (var one in all.Take(Shown)) Console.Error.WriteLine($"  {what}: {one}");
        if (all.Count > Shown) Console.Error.WriteLine($"  {what}: {all.Count - Shown} more");
    }
}
