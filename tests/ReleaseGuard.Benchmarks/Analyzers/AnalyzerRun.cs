using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>Runs one analyzer over a compilation and tells its own time, as Roslyn's telemetry counts it.</summary>
internal static class AnalyzerRun
{
    private static readonly Lazy<Type> BannedType = new(() =>
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "BannedApi");
        Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.BannedApiAnalyzers.dll"));
        return Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll")).GetTypes().Single(type => type.Name == "CSharpSymbolIsBannedAnalyzer");
    });

    private static readonly AnalyzerOptions Options = OptionsWith(AnalyzerCorpus.Policy);

    /// <summary>What a build of the open edition hands to the analyzers.</summary>
    public static AnalyzerOptions OptionsWith(string policy) =>
        new([new Text("/product/releaseguard.jsonc", policy), new Text("/product/BannedSymbols.txt", AnalyzerCorpus.BannedList)], new Properties());

    public static DiagnosticAnalyzer Create(string name) => name switch
    {
        "empty" => new EmptyAnalyzer(),
        "banned" => (DiagnosticAnalyzer)Activator.CreateInstance(BannedType.Value)!,
        _ => new global::ReleaseGuard.Analyzers.EditionAnalyzer(),
    };

    /// <summary>Milliseconds of the analyzer itself, the number of its findings, and the bytes allocated by everything that ran.</summary>
    public static async Task<(double SelfMilliseconds, int Findings, long Bytes)> Measure(string analyzer, Compilation compilation, SyntaxTree? only = null)
    {
        var instance = Create(analyzer);
        var driver = new CompilationWithAnalyzers(compilation, [instance], new CompilationWithAnalyzersOptions(Options, null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = only is null
            ? await driver.GetAnalysisResultAsync(CancellationToken.None)
            : await driver.GetAnalysisResultAsync(compilation.GetSemanticModel(only), null, CancellationToken.None);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        var findings = result.GetAllDiagnostics().Length;
        if (result.GetAllDiagnostics().Any(found => found.Id == "AD0001")) throw new InvalidOperationException("The analyzer crashed.");
        var self = (await driver.GetAnalyzerTelemetryInfoAsync(instance, CancellationToken.None)).ExecutionTime.TotalMilliseconds;
        return (self, findings, bytes);
    }

    private sealed class Text(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Properties : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                value = key switch { "build_property.ReleaseEdition" => "open", "build_property.ReleaseGuardAsOf" => "2026-11-23", _ => null };
                return value is not null;
            }
        }
    }
}
