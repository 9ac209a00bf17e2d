using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReleaseGuard.Analyzers.Editions;

/// <summary>
/// The project as other editions compile it, one copy for each edition that is asked for: its files, each under that edition's
/// symbols. Positions are the same in every copy. Asked only where the build at hand skips text of an edition that is judged.
/// </summary>
internal sealed class EditionForks(EditionScope scope, Compilation compilation)
{
    private readonly ConcurrentDictionary<ulong, Fork> _forks = new();

    /// <summary>The model of a file as an edition compiles it; null when it compiles the file not at all.</summary>
    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030", Justification = "The driver has no model of a file as another edition compiles it.")]
    public SemanticModel? ModelOf(SyntaxTree tree, ulong edition, CancellationToken cancel)
    {
        var fork = _forks.GetOrAdd(edition, bit => Make(bit, cancel));
        return fork.Trees.TryGetValue(tree, out var other) ? fork.Compilation.GetSemanticModel(other) : null;
    }

    private Fork Make(ulong edition, CancellationToken cancel)
    {
        var other = compilation;
        var trees = ImmutableDictionary.CreateBuilder<SyntaxTree, SyntaxTree>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if ((TreeEditions.NamedFor(scope, tree.FilePath) & edition) == 0)
            {
                other = other.RemoveSyntaxTrees(tree);
                continue;
            }

            trees[tree] = scope.Of(tree, cancel).Arms.Count > 0 ? Parse(tree, edition, cancel) : tree;
            if (trees[tree] != tree) other = other.ReplaceSyntaxTree(tree, trees[tree]);
        }

        return new Fork(other, trees.ToImmutable());
    }

    /// <summary>The file under an edition's symbols.</summary>
    private SyntaxTree Parse(SyntaxTree tree, ulong edition, CancellationToken cancel)
    {
        var options = (CSharpParseOptions)tree.Options;
        var symbols = options.PreprocessorSymbolNames.Where(name => scope.Masks.EditionsDefining(name) is null)
            .Concat(scope.Masks.Symbols.Where(name => (scope.Masks.EditionsDefining(name) & edition) != 0));
        return CSharpSyntaxTree.ParseText(tree.GetText(cancel), options.WithPreprocessorSymbols(symbols.ToImmutableArray()), tree.FilePath, cancel);
    }

    private sealed record Fork(Compilation Compilation, ImmutableDictionary<SyntaxTree, SyntaxTree> Trees);
}
