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

    /// <summary>What a build of the open edition hands to the analyzers. New texts: nothing kept from an earlier run is found by them.</summary>
    public static AnalyzerOptions OptionsWith(string policy) =>
        new([new Text("/product/releaseguard.jsonc", policy), new Text("/product/BannedSymbols.txt", AnalyzerCorpus.BannedList)], new Properties());

    public static DiagnosticAnalyzer Create(string name) => name switch
    {
        "empty" => new EmptyAnalyzer(),
        "banned" => (DiagnosticAnalyzer)Activator.CreateInstance(BannedType.Value)!,
        _ => new global::ReleaseGuard.Analyzers.EditionAnalyzer(),
    };

    /// <summary>Runs an analyzer over a compilation, or over one file of it.</summary>
    /// <param name="analyzer">Its name.</param>
    /// <param name="compilation">What it looks at.</param>
    /// <param name="bound">Another analyzer asks for everything first, so that none is charged for binding.</param>
    /// <param name="options">What the build hands to it; null for a first build.</param>
    /// <param name="only">The file that is edited; null for all.</param>
    public static async Task<AnalyzerCost> Measure(string analyzer, Compilation compilation, bool bound = false, AnalyzerOptions? options = null, SyntaxTree? only = null)
    {
        var self = new SelfCost();
        var measured = new MeasuredAnalyzer(Create(analyzer), self);
        ImmutableArray<DiagnosticAnalyzer> analyzers = bound ? [new BindingAnalyzer(), measured] : [measured];
        options ??= OptionsWith(AnalyzerCorpus.Policy);
        var driver = new CompilationWithAnalyzers(compilation, analyzers, new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = only is null
            ? await driver.GetAnalysisResultAsync(CancellationToken.None)
            : await driver.GetAnalysisResultAsync(compilation.GetSemanticModel(only), null, CancellationToken.None);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        var findings = result.GetAllDiagnostics();
        if (findings.Any(found => found.Id == "AD0001")) throw new InvalidOperationException("The analyzer crashed: " + findings[0]);
        var clock = (await driver.GetAnalyzerTelemetryInfoAsync(measured, CancellationToken.None)).ExecutionTime.TotalMilliseconds;
        return new AnalyzerCost(self, clock, bytes, findings.Length);
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
