using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Writes a misspelt edition symbol as the policy declares it; not one that every edition defines, for the test would then tell nothing apart.</summary>
internal sealed class RenameSymbolAction() : PlaceAction(RuleIds.RG1102)
{
    public override string Kind => "rename";

    public override string TitleFor(FixSession session, FixTarget target) =>
        Nearest(session, target.Found.Location.SourceTree!.GetText().ToString(target.Span)) is { } nearest ? $"Test {nearest}" : "Test the edition's symbol";

    protected override TextChange? Edit(FixSession session, FixTarget target, SemanticModel model, SyntaxNode root, SourceText text) =>
        Nearest(session, text.ToString(target.Span)) is { } nearest ? new TextChange(target.Span, nearest) : null;

    private static string? Nearest(FixSession session, string written) =>
        new SymbolSpelling(session.Rules.Masks.Symbols).IsMisspelt(written, isDefined: false, out var nearest)
        && nearest is not null && session.Rules.Masks.EditionsDefining(nearest) != session.Rules.Masks.All ? nearest : null;
}
