using System;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Guards;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.Analyzers.Rules.Code;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Turns a mention into at most one diagnostic: for the edition being built if it is among those that break the rule here,
/// else for the first guarded edition that does and has no exception in the policy.
/// </summary>
internal sealed class MentionReport(EditionScope scope, WithheldSymbols symbols, GuardedPlaces places)
{
    public WithheldSymbols Symbols { get; } = symbols;

    public void Report(Mention mention, ulong editions, Action<Diagnostic> report)
    {
        foreach (var edition in scope.Masks.Enumerate(editions, first: scope.CurrentBit))
        {
            var component = mention.Withholding.ComponentFor(scope.Masks.BitOf(edition.Id));
            if (IsExcepted(mention, component, edition)) continue;
            if (mention.Rule.For(scope.SeverityOf(mention.Rule, edition)) is not { } descriptor) continue;
            var target = MoveTarget(component);
            var moveTo = target is null ? null : SplitFiles.NameFor(mention.Tree.FilePath, target.Id);
            var message = FindingMessage.Compose(mention.Rule.What(mention), component, edition, mention.Rule.NextStep(mention, moveTo));
            report(Diagnostic.Create(descriptor, Location.Create(mention.Tree, mention.Span), mention.Path, Properties(mention, component, edition, target), message));
            return;
        }
    }

    /// <summary>
    /// Reports a mention found at a node. Where the component is excluded the mention itself is the finding; where it may be
    /// behind a guard, only a use in a body that no guard precedes is.
    /// </summary>
    public void ReportAt(Mention mention, SyntaxNode node, SemanticModel model, ulong editions, Action<Diagnostic> report, CancellationToken cancel)
    {
        var excluded = editions & mention.Withholding.Withheld;
        if (excluded != 0)
        {
            Report(mention, excluded, report);
            return;
        }

        if (mention.Rule != CodeRules.SymbolUsed && mention.Rule != CodeRules.HandedOut && mention.Rule != CodeRules.ConstantCopied) return;
        var allowed = scope.Masks.All & ~mention.Withholding.Withheld & ~mention.Withholding.Gated;
        if (places.IsInBody(node, model, cancel) && (places.At(node, mention.Span, model, cancel) & allowed) == 0)
            Report(mention with { Rule = CodeRules.NotGuarded }, editions, report);
    }

    /// <summary>Reports what concerns no component: for the edition being built, else for the first guarded edition of the mask.</summary>
    public void ReportPlain(CodeRule rule, Location place, ulong editions, Func<Edition, string> message, Action<Diagnostic> report, ImmutableDictionary<string, string?>? properties = null)
    {
        if ((editions & scope.Masks.Guarded) != 0) editions &= scope.Masks.Guarded;
        foreach (var edition in scope.Masks.Enumerate(editions, first: scope.CurrentBit))
        {
            if (rule.For(scope.SeverityOf(rule, edition)) is { } descriptor) report(Diagnostic.Create(descriptor, place, properties, message(edition)));
            return;
        }
    }

    /// <summary>
    /// The editions that publish the file's source, skip the place when they compile it, and must not have the symbol.
    /// </summary>
    public ulong EditionsPublishing(Mention mention, CancellationToken cancel)
    {
        var tree = scope.Of(mention.Tree, cancel);
        return mention.Withholding.Withheld & scope.Masks.PublishingSource & scope.Watched & tree.FileMask & ~tree.CompiledIn(mention.Span.Start);
    }

    /// <summary>The innermost directive arm that holds the place and is compiled in none of the editions that may have the symbol, though the text around it is.</summary>
    public DirectiveArm? InvertedArm(Mention mention, CancellationToken cancel)
    {
        DirectiveArm? innermost = null;
        foreach (var arm in scope.Of(mention.Tree, cancel).Arms)
        {
            if (arm.Start <= mention.Span.Start && mention.Span.Start < arm.End) innermost = arm;
        }

        var allowed = scope.Masks.All & ~mention.Withholding.Withheld & ~mention.Withholding.Gated;
        return innermost is not null && (innermost.CompiledIn & allowed) == 0 && (innermost.Outside & allowed) != 0
            && (innermost.CompiledIn & mention.Withholding.Withheld) != 0 ? innermost : null;
    }

    /// <summary>The watched editions that compile a place.</summary>
    public ulong CompiledIn(SyntaxTree tree, int position, CancellationToken cancel) => scope.CompiledIn(tree, position, cancel);

    /// <summary>The editions that compile the place and must not have, or must guard, the symbol.</summary>
    public ulong EditionsBreaking(Mention mention, CancellationToken cancel) =>
        (mention.Withholding.Withheld | mention.Withholding.Gated) & scope.CompiledIn(mention.Tree, mention.Span.Start, cancel);

    private bool IsExcepted(Mention mention, Component component, Edition edition)
    {
        if (scope.Policy.Exceptions.Count == 0) return false;
        var file = PolicyPaths.Below(scope.PolicyFolder, mention.Tree.FilePath) ?? PolicyPaths.Normalize(mention.Tree.FilePath);
        return Has(mention.HolderId) || Has(mention.DocumentationId);

        bool Has(string? symbol) =>
            scope.Policy.FindException(mention.Rule.Id, component.Id, edition.Id, new ExceptionSubject(Project: scope.ProjectPath, Symbol: symbol, File: file), scope.AsOf) is not null;
    }

    private Edition? MoveTarget(Component component) =>
        component.Editions.Count > 0 ? scope.Policy.FindEdition(component.Editions[0]) : null;

    private static ImmutableDictionary<string, string?> Properties(Mention mention, Component component, Edition edition, Edition? target)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        properties[FindingProperties.Symbol] = mention.DocumentationId;
        if (mention.HolderId is not null) properties[FindingProperties.Holder] = mention.HolderId;
        properties[FindingProperties.Component] = component.Id;
        properties[FindingProperties.Edition] = edition.Id;
        if (target is not null)
        {
            properties[FindingProperties.MoveTo] = target.Id;
            if (target.Symbol is not null) properties[FindingProperties.MoveToSymbol] = target.Symbol;
        }

        return properties.ToImmutable();
    }
}
