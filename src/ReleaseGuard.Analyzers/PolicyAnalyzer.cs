using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.Analyzers.Rules.Policies;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers;

/// <summary>Shows what is wrong with the policy at its line in the policy file, and that a shipping project has none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PolicyAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<DiagnosticDescriptor> Supported = CodeRule.Descriptors([.. PolicyRules.Problems, PolicyRules.Missing]);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Supported;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var files = PolicyFiles.Find(context.Options, text => context.TryGetValue(text, PolicyFiles.Cache, out var kept) ? kept : new PolicyCache(text), context.CancellationToken);
        if (files.File is not { } file)
        {
            if (!files.HasMarker && Ships(context.Options))
                context.RegisterCompilationEndAction(end => end.ReportDiagnostic(Diagnostic.Create(PolicyRules.Missing.Error, Location.None, PolicyMissing.Message)));
            return;
        }

        if (files.Loaded is { Policy: { } policy } && EditionOf(context.Options) is { } id && policy.FindEdition(id) is { } edition)
        {
            context.RegisterCompilationEndAction(end =>
            {
                var unmatched = new UnmatchedSymbols(policy, edition, new ProjectMembership(policy, end.Compilation, end.Options), end.Compilation);
                foreach (var problem in unmatched.Find(end.CancellationToken))
                {
                    if (PolicyRules.Unmatched.For(problem.Severity) is { } descriptor) end.ReportDiagnostic(Diagnostic.Create(descriptor, PlaceOf(problem.Location), problem.Message));
                }
            });
        }

        context.RegisterAdditionalFileAction(additional =>
        {
            if (!ReferenceEquals(additional.AdditionalFile, file)) return;
            if (files.IsUnreadable)
            {
                var start = Location.Create(file.Path, default, default);
                additional.ReportDiagnostic(Diagnostic.Create(PolicyRules.Invalid.Error, start, "The policy file cannot be read."));
            }

            foreach (var problem in files.Loaded?.Problems ?? [])
            {
                if (PolicyRules.Find(problem.RuleId)?.For(problem.Severity) is { } descriptor)
                    additional.ReportDiagnostic(Diagnostic.Create(descriptor, PlaceOf(problem.Location), problem.Message));
            }
        });
    }

    private static bool Ships(AnalyzerOptions options)
    {
        var properties = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        return IsTrue(BuildNames.IsPackable) || IsTrue(BuildNames.IsPublishable) || EditionOf(options) is not null;

        bool IsTrue(string name) => properties.TryGetValue(name, out var value) && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
    }

    private static string? EditionOf(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(BuildNames.Edition, out var edition) && edition.Trim() is { Length: > 0 } id ? id : null;

    private static Location PlaceOf(PolicyLocation place)
    {
        var start = new LinePosition(Math.Max(0, place.Line - 1), Math.Max(0, place.Column - 1));
        var end = new LinePosition(Math.Max(0, place.EndLine - 1), Math.Max(0, place.EndColumn - 1));
        return Location.Create(place.Path, new TextSpan(Math.Max(0, place.Start), Math.Max(0, place.Length)), new LinePositionSpan(start, end < start ? start : end));
    }
}
