using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.CSharp;
using ReleaseGuard.Benchmarks.Analyzers;

namespace ReleaseGuard.Benchmarks;

/// <summary>
/// A whole analysis, binding included, with an empty analyzer, BannedApiAnalyzers and ours on the same 175,000 lines and the
/// same 100 symbols. The analyzers' own time is what <c>analyzers</c> on the command line prints.
/// </summary>
[MemoryDiagnoser]
[InProcess]
[WarmupCount(1)]
[IterationCount(5)]
[InvocationCount(1)]
public class AnalyzerBenchmarks
{
    private AnalyzerCorpus _corpus = null!;
    private CSharpCompilation _compilation = null!;

    /// <summary>Whether one file in ten uses the withheld assembly.</summary>
    [Params(false, true)]
    public bool Hits { get; set; }

    [GlobalSetup]
    public void MakeCorpus() => _corpus = new AnalyzerCorpus(Hits);

    [IterationSetup]
    public void Unbind() => _compilation = _corpus.Fresh();

    [Benchmark(Baseline = true)]
    public async Task<int> EmptyAnalyzer() => (await AnalyzerRun.Measure("empty", _compilation)).Findings;

    [Benchmark]
    public async Task<int> BannedApiAnalyzers() => (await AnalyzerRun.Measure("banned", _compilation)).Findings;

    [Benchmark]
    public async Task<int> ReleaseGuardAnalyzers() => (await AnalyzerRun.Measure("ours", _compilation)).Findings;
}
