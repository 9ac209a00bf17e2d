using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>Hands an analyzer's registrations on to the driver, each callback timed. Kinds that neither analyzer here registers are refused.</summary>
internal sealed class MeasuredContext(AnalysisContext driver, SelfCost cost) : AnalysisContext
{
    public override void EnableConcurrentExecution() => driver.EnableConcurrentExecution();

    public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => driver.ConfigureGeneratedCodeAnalysis(analysisMode);

    public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action)
    {
        var timed = cost.Around(action);
        driver.RegisterCompilationStartAction(start => timed(MeasuredStart.Create(start, cost)));
    }

    public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => driver.RegisterCompilationAction(cost.Around(action));

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => driver.RegisterSemanticModelAction(cost.Around(action));

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => driver.RegisterSymbolAction(cost.Around(action), symbolKinds);

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => driver.RegisterSyntaxTreeAction(cost.Around(action));

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
        driver.RegisterSyntaxNodeAction(cost.Around(action), syntaxKinds);

    public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) => driver.RegisterOperationAction(cost.Around(action), operationKinds);

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw new NotSupportedException();

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw new NotSupportedException();
}
