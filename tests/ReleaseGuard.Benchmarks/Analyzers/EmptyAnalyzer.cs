using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>The baseline: an analyzer that is started and does nothing.</summary>
#pragma warning disable RS1001, RS1013, RS1036, RS1041 // Never loaded by a compiler.
internal sealed class EmptyAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new DiagnosticDescriptor("EMPTY1", "Empty", "Empty", "Empty", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterCompilationAction(static _ => { });
    }
}
