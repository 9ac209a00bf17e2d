using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>The text of a file that the build at hand skips and another edition compiles.</summary>
/// <param name="site">The file, and the model of it as that edition compiles it.</param>
/// <param name="spans">The pieces of text, in order; no two overlap.</param>
internal sealed class SkippedPart(NameSite site, IReadOnlyList<TextSpan> spans)
{
    public NameSite Site { get; } = site;

    /// <summary>Whether a position lies in the part. What begins elsewhere is compiled, and judged, elsewhere.</summary>
    public bool Contains(int position)
    {
        foreach (var span in spans)
        {
            if (span.Contains(position)) return true;
        }

        return false;
    }

    /// <summary>The operations that begin in the part.</summary>
    public IEnumerable<IOperation> Operations()
    {
        foreach (var node in Nodes(node => !IsBody(node)))
        {
            if (!IsBody(node) || Site.Model.GetOperation(node, Site.Cancel) is not { } body) continue;
            foreach (var operation in body.DescendantsAndSelf())
            {
                if (Contains(operation.Syntax.SpanStart)) yield return operation;
            }
        }
    }

    /// <summary>The nodes that lie at least partly in the part.</summary>
    public IEnumerable<SyntaxNode> Nodes(Func<SyntaxNode, bool>? descend = null)
    {
        var whole = TextSpan.FromBounds(spans[0].Start, spans[spans.Count - 1].End);
        return Site.Model.SyntaxTree.GetRoot(Site.Cancel).DescendantNodes(node => node.FullSpan.IntersectsWith(whole) && descend?.Invoke(node) != false);
    }

    private static bool IsBody(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AttributeSyntax or GlobalStatementSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax;
}
