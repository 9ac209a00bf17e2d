using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using ReleaseGuard.Analyzers;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Editor;

/// <summary>
/// The enterprise edition in the verifier that the compiler's own fixes are tested with: one finding is fixed after another, and then
/// all of them in the document, the project and the solution, with the same result.
/// </summary>
internal sealed class EditorTest : CSharpCodeFixTest<EditionAnalyzer, EditionCodeFixProvider, DefaultVerifier>
{
    internal EditorTest(string rule, string source, string result, string? policy = null)
    {
        TestCode = source;
        FixedCode = result;
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        foreach (var state in new[] { TestState, FixedState })
        {
            state.AdditionalReferences.AddRange(Net100.References.All);
            state.AdditionalReferences.Add(Withheld.Head);
            state.AdditionalFiles.Add(("/0/releaseguard.jsonc", policy ?? Policies.Cyber));
            state.AnalyzerConfigFiles.Add(("/0/.globalconfig", "is_global = true\nbuild_property.ReleaseEdition = enterprise\nbuild_property.ReleaseGuardAsOf = 2026-11-23\n"));
        }

        // A pragma that hides a finding is a finding of its own (RG6011), held by other tests.
        TestBehaviors |= TestBehaviors.SkipSuppressionCheck;
        // In an edition that may have the code a finding is a warning; where nothing is offered it stays.
        TestState.ExpectedDiagnostics.Add(Finding(rule));
        if (source == result) FixedState.ExpectedDiagnostics.Add(Finding(rule));
        SolutionTransforms.Add((solution, project) => solution.WithProjectParseOptions(
            project, ((CSharpParseOptions)solution.GetProject(project)!.ParseOptions!).WithLanguageVersion(LanguageVersion.Latest).WithPreprocessorSymbols("EDITION_OPEN", "EDITION_ENTERPRISE")));
    }

    private static DiagnosticResult Finding(string rule) => new DiagnosticResult(rule, DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
}
