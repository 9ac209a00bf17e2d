using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>An analyzer with every callback timed: by processor time, and with what it allocates, which Roslyn's own telemetry does not tell.</summary>
#pragma warning disable RS1001, RS1025, RS1026, RS1036, RS1041 // Never loaded by a compiler; what it registers is the inner analyzer's matter.
internal sealed class MeasuredAnalyzer(DiagnosticAnalyzer inner, SelfCost cost) : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => inner.SupportedDiagnostics;

    public override void Initialize(AnalysisContext context) => inner.Initialize(new MeasuredContext(context, cost));
}
