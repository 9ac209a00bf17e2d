using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers;
using ReleaseGuard.Analyzers.Rules;

namespace ReleaseGuard.CodeFixes.Suppressions;

/// <summary>The findings of a project that attributes hide, by the attribute.</summary>
internal sealed class SuppressedFindings
{
    private readonly ILookup<(string Path, TextSpan Span), SuppressedFinding> _found;

    private SuppressedFindings(IEnumerable<((string Path, TextSpan Span) Place, SuppressedFinding Finding)> found) => _found = found.ToLookup(one => one.Place, one => one.Finding);

    public IEnumerable<SuppressedFinding> By(string path, TextSpan attribute) => _found[(path, attribute)];

    public static async Task<SuppressedFindings> In(Project project, CancellationToken cancel)
    {
        if (await project.GetCompilationAsync(cancel).ConfigureAwait(false) is not { } compilation) return new SuppressedFindings([]);
        var driver = compilation.WithAnalyzers([new EditionAnalyzer()],
            new CompilationWithAnalyzersOptions(project.AnalyzerOptions, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        var found = new List<((string, TextSpan), SuppressedFinding)>();
        foreach (var diagnostic in await driver.GetAnalyzerDiagnosticsAsync(cancel).ConfigureAwait(false))
        {
            if (!diagnostic.IsSuppressed || diagnostic.GetSuppressionInfo(compilation)?.Attribute?.ApplicationSyntaxReference is not { } attribute) continue;
            if (Property(diagnostic, FindingProperties.Component) is not { } component || Property(diagnostic, FindingProperties.Edition) is not { } edition) continue;
            found.Add(((attribute.SyntaxTree.FilePath, attribute.Span), new SuppressedFinding(diagnostic.Id, component, edition, Property(diagnostic, FindingProperties.Holder) ?? Property(diagnostic, FindingProperties.Symbol))));
        }

        return new SuppressedFindings(found);
    }

    private static string? Property(Diagnostic diagnostic, string name) => diagnostic.Properties.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value) ? value : null;
}
