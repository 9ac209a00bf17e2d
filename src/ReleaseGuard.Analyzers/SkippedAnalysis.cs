using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Guards;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Names;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers;

/// <summary>
/// Gives the text that this build skips to the passes that have judged what it compiles, so that a build of one edition shows what
/// the builds of the others find.
/// </summary>
internal sealed class SkippedAnalysis(SkippedArms skipped, Vocabulary vocabulary, NamePass names, TextPass texts, OperationPass? operations, InheritedPass? inherited, RequirementPass? requirements, UnnamedDeclarations? unnamed, DeadText dead)
{
    public void Analyze(SemanticModelAnalysisContext context)
    {
        var tree = context.SemanticModel.SyntaxTree;
        if (!tree.GetRoot(context.CancellationToken).ContainsDirectives) return;
        var site = new NameSite(tree, context.SemanticModel, context.ReportDiagnostic, context.CancellationToken);
        var scan = vocabulary.Scan(tree.GetText(context.CancellationToken));
        var hits = scan.Hits;
        foreach (var part in skipped.Of(site, [.. hits.Where(hit => (hit.Use & WordUse.Symbol) != 0).Select(hit => hit.Start)], scan.HasEscapes))
        {
            names.AnalyzeSkipped(part);
            texts.AnalyzeSkipped(part);
            operations?.AnalyzeSkipped(part);
            inherited?.AnalyzeSkipped(part);
            requirements?.AnalyzeSkipped(part);
            unnamed?.AnalyzeSkipped(part);
        }

        foreach (var span in skipped.Dead(tree, context.CancellationToken)) dead.Judge(span, Within(hits, span), site);
    }

    private static IEnumerable<WordHit> Within(WordHit[] hits, TextSpan span) => hits.Where(hit => span.Contains(hit.Start));
}
