using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>
/// <c>analyzers [ROUNDS [FILES]]</c>: the analyzers' own time and what a run allocates, best of several rounds that take turns. The
/// figure that BenchmarkDotNet cannot give, because binding is shared by all analyzers and drowns it.
/// </summary>
internal static class AnalyzerCommand
{
    private static readonly string[] Names = ["empty", "banned", "ours"];

    public static async Task<int> Run(int rounds, int files)
    {
        foreach (var hits in new[] { false, true })
        {
            var corpus = new AnalyzerCorpus(hits, files);
            Console.WriteLine($"{(hits ? "With hits" : "Nothing withheld in sight")}: {files} files, {corpus.Lines} lines, best of {rounds}");
            var runs = Names.ToDictionary(name => name, _ => new List<(double Self, int Findings, long Bytes)>());
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var name in Names)
                {
                    GC.Collect();
                    var run = await AnalyzerRun.Measure(name, corpus.Fresh());
                    if (round > 0) runs[name].Add(run);
                }
            }

            foreach (var name in Names)
                Console.WriteLine($"  {name,-8} self {runs[name].Min(run => run.Self),8:F1} ms   {runs[name].Min(run => run.Bytes) / 1e6,7:F1} MB   {runs[name][0].Findings} findings");
        }

        await Typing(rounds, files);
        return 0;
    }

    private static async Task Typing(int rounds, int files)
    {
        var corpus = new AnalyzerCorpus(hits: true, files);
        Console.WriteLine($"Typing: one file of {files} edited, best of {rounds * 3}");
        foreach (var name in Names)
        {
            var compilation = corpus.Fresh();
            await AnalyzerRun.Measure(name, compilation);
            var best = double.MaxValue;
            for (var edit = 0; edit < rounds * 3; edit++)
            {
                compilation = corpus.Edited(compilation, edit, out var edited);
                best = Math.Min(best, (await AnalyzerRun.Measure(name, compilation, edited)).SelfMilliseconds);
            }

            Console.WriteLine($"  {name,-8} self {best,8:F2} ms");
        }
    }
}
