using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReleaseGuard.Analyzers.Editions;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Reads the arms that this build skips as an edition that compiles them would: the file is parsed again under that edition's
/// symbols and bound in a copy of the compilation. Asked only for a file whose skipped text holds a word of the policy.
/// </summary>
internal sealed class SkippedArms(EditionScope scope, Compilation compilation)
{
    /// <summary>The edition to read a position as: a guarded one that compiles it before any other; 0 when none does.</summary>
    public ulong ReaderOf(SyntaxTree tree, int position, CancellationToken cancel)
    {
        var compiledIn = scope.Of(tree, cancel).CompiledIn(position);
        var guarded = compiledIn & scope.Watched;
        var any = guarded != 0 ? guarded : compiledIn;
        return any & (~any + 1);
    }

    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030", Justification = "The driver has no model of a file as another edition compiles it; the fork lives for one file and only where skipped text names the policy's words.")]
    public SemanticModel Read(SyntaxTree tree, ulong edition, CancellationToken cancel)
    {
        var other = Parse(scope, tree, edition, cancel);
        return compilation.ReplaceSyntaxTree(tree, other).GetSemanticModel(other);
    }

    /// <summary>The file under an edition's symbols.</summary>
    public static SyntaxTree Parse(EditionScope scope, SyntaxTree tree, ulong edition, CancellationToken cancel)
    {
        var options = (CSharpParseOptions)tree.Options;
        var symbols = options.PreprocessorSymbolNames.Where(name => scope.Masks.EditionsDefining(name) is null)
            .Concat(scope.Masks.Symbols.Where(name => (scope.Masks.EditionsDefining(name) & edition) != 0));
        return CSharpSyntaxTree.ParseText(tree.GetText(cancel), options.WithPreprocessorSymbols(symbols.ToImmutableArray()), tree.FilePath, cancel);
    }

    /// <summary>The skipped hits of a file, by the edition to read them as.</summary>
    public IEnumerable<IGrouping<ulong, Text.WordHit>> Group(SyntaxTree tree, IEnumerable<Text.WordHit> hits, CancellationToken cancel) =>
        hits.GroupBy(hit => ReaderOf(tree, hit.Start, cancel)).Where(group => group.Key != 0);
}
