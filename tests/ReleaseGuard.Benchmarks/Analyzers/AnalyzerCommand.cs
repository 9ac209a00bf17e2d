using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>
/// <c>analyzers [ROUNDS [FILES [WORD...]]]</c>: the analyzers' own time and what they allocate themselves, over rounds that take
/// turns; each analyzer alone, and behind one that has asked for everything. The figure that BenchmarkDotNet cannot give, because
/// binding is shared by all analyzers and drowns it. Words choose a part: <c>plain</c>, <c>hits</c> or <c>typing</c>, <c>alone</c>
/// or <c>bound</c>, an analyzer; <c>callbacks</c> adds a line for each callback.
/// </summary>
internal sealed class AnalyzerCommand(int rounds, int files, string[] words)
{
    private const int WarmUps = 3;
    private readonly string[] _names = Chosen(words, "empty", "banned", "ours");
    private readonly bool[] _bound = [.. Chosen(words, "alone", "bound").Select(word => word == "bound")];
    private readonly bool _callbacks = words.Contains("callbacks");

    public async Task<int> Run()
    {
        foreach (var part in Chosen(words, "plain", "hits", "typing"))
        {
            if (part == "typing")
            {
                await Typing();
                continue;
            }

            var corpus = new AnalyzerCorpus(part == "hits", files);
            Console.WriteLine($"{(part == "hits" ? "With hits" : "Nothing withheld in sight")}: {files} files, {corpus.Lines} lines, {rounds} rounds after {WarmUps} to warm up; median [least]");
            foreach (var bound in _bound) await Whole(corpus, bound);
        }

        return 0;
    }

    private static string[] Chosen(string[] words, params string[] all) => all.Any(words.Contains) ? [.. all.Where(words.Contains)] : all;

    private async Task Whole(AnalyzerCorpus corpus, bool bound)
    {
        var runs = _names.ToDictionary(name => name, _ => new List<AnalyzerCost>());
        for (var round = -WarmUps; round < rounds; round++)
        {
            foreach (var name in _names)
            {
                var compilation = corpus.Fresh();
                GC.Collect();
                var run = await AnalyzerRun.Measure(name, compilation, bound);
                if (round >= 0) runs[name].Add(run);
            }
        }

        Console.WriteLine(bound ? "  everything bound before" : "  alone");
        foreach (var name in _names) Print(name, runs[name]);
    }

    private async Task Typing()
    {
        var corpus = new AnalyzerCorpus(hits: true, files);
        foreach (var file in new[] { AnalyzerCorpus.PlainFile, AnalyzerCorpus.HitFile })
        {
            foreach (var bound in _bound)
            {
                Console.WriteLine($"Typing in a file that {(file == AnalyzerCorpus.HitFile ? "uses" : "does not use")} the withheld assembly, one of {files}, {rounds * 10} edits, {(bound ? "everything bound before" : "alone")}");
                foreach (var name in _names)
                {
                    var options = AnalyzerRun.OptionsWith(AnalyzerCorpus.Policy);
                    var compilation = corpus.Fresh();
                    await AnalyzerRun.Measure(name, compilation, bound, options);
                    var runs = new List<AnalyzerCost>();
                    for (var edit = -30; edit < rounds * 10; edit++)
                    {
                        compilation = AnalyzerCorpus.Edited(compilation, file, edit, out var edited);
                        var run = await AnalyzerRun.Measure(name, compilation, bound, options, edited);
                        if (edit >= 0) runs.Add(run);
                    }

                    Print(name, runs);
                }
            }
        }
    }

    private void Print(string name, List<AnalyzerCost> runs)
    {
        Console.WriteLine($"    {name,-8} {Both(runs, run => run.Self.Milliseconds),20} ms   by the clock {Both(runs, run => run.ClockMilliseconds),20} ms   own {Both(runs, run => run.Self.Bytes / 1e6),16} MB   all {Median(runs, run => run.AllBytes / 1e6),7:F1} MB   {runs[0].Findings} findings");
        if (!_callbacks) return;
        foreach (var callback in runs[0].Self.Callbacks.Keys)
            Console.WriteLine($"             {callback,-55} {runs[0].Self.Callbacks[callback].Calls,8} calls {Both(runs, run => run.Self.Callbacks[callback].Milliseconds),20} ms {Both(runs, run => run.Self.Callbacks[callback].Bytes / 1e6),16} MB");
    }

    private static string Both(List<AnalyzerCost> runs, Func<AnalyzerCost, double> figure) => $"{Median(runs, figure):F2} [{runs.Min(figure):F2}]";

    private static double Median(List<AnalyzerCost> runs, Func<AnalyzerCost, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
