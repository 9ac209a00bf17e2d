using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Editions;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Reads the arms that this build skips as an edition that compiles them would, so that the builds of all editions find the same
/// in the same text.
/// </summary>
internal sealed class SkippedArms(EditionScope scope, EditionForks forks)
{
    /// <summary>
    /// The skipped text of a file, by the edition to read it as. Text of a watched edition is always read; text that only editions
    /// compile which may have everything is read where <paramref name="names"/> stand or may hide behind escapes, for the source that an edition publishes.
    /// </summary>
    public IEnumerable<SkippedPart> Of(NameSite site, IReadOnlyList<int> names, bool hasEscapes)
    {
        var tree = scope.Of(site.Tree, site.Cancel);
        if (tree.Arms.Count == 0) yield break;
        var skipped = tree.Skipped(scope.CurrentBit, site.Tree.Length).ToList();
        foreach (var group in skipped.GroupBy(part => ReaderOf(part.CompiledIn)))
        {
            if (group.Key == 0) continue;
            var spans = group.Select(part => part.Span).ToList();
            if ((group.Key & scope.Watched) == 0 && !hasEscapes && !names.Any(name => spans.Exists(span => span.Contains(name)))) continue;
            if (forks.ModelOf(site.Tree, group.Key, site.Cancel) is { } model) yield return new SkippedPart(site.With(model), spans);
        }
    }

    /// <summary>The skipped text of a file that no edition compiles, whatever its symbols.</summary>
    public IEnumerable<TextSpan> Dead(SyntaxTree tree, CancellationToken cancel) =>
        scope.Of(tree, cancel).Skipped(scope.CurrentBit, tree.Length).Where(part => part.CompiledIn == 0).Select(part => part.Span);

    /// <summary>The edition to read a text as: a guarded one that compiles it before any other; 0 when none does.</summary>
    private ulong ReaderOf(ulong compiledIn)
    {
        var guarded = compiledIn & scope.Watched;
        var any = guarded != 0 ? guarded : compiledIn;
        return any & (~any + 1);
    }
}
