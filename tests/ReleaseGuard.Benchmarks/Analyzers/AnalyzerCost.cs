namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>What one run of an analyzer took.</summary>
/// <param name="Self">Its callbacks, by processor time.</param>
/// <param name="ClockMilliseconds">Its callbacks by the clock, as Roslyn's own telemetry counts.</param>
/// <param name="AllBytes">What everything that ran allocated, binding included.</param>
/// <param name="Findings">How much it found.</param>
internal sealed record AnalyzerCost(SelfCost Self, double ClockMilliseconds, long AllBytes, int Findings);
