using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// What a name is judged with: the file it is reported in, and the model that can bind it. For the text of an arm that this
/// build skips the model is that of a copy of the file, parsed as another edition would; positions are the same.
/// </summary>
internal sealed class NameSite(SyntaxTree tree, SemanticModel model, Action<Diagnostic> report, CancellationToken cancel)
{
    public SyntaxTree Tree { get; } = tree;

    public SemanticModel Model { get; } = model;

    public Action<Diagnostic> Report { get; } = report;

    public CancellationToken Cancel { get; } = cancel;

    /// <summary>Directives and conditions already reported for this file: each is wrong once, however much stands behind it.</summary>
    public HashSet<TextSpan> Judged { get; private init; } = [];

    public NameSite With(SemanticModel other) => new(Tree, other, Report, Cancel) { Judged = Judged };
}
