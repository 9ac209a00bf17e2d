using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ReleaseGuard.CodeFixes.Actions;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes;

/// <summary>Offers the fixes of all rules about code, always in the same order, each only after its result compiled in every edition.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EditionCodeFixProvider)), Shared]
public sealed class EditionCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        RuleIds.RG1001, RuleIds.RG1002, RuleIds.RG1003, RuleIds.RG1004, RuleIds.RG1005, RuleIds.RG1006,
        RuleIds.RG1101, RuleIds.RG1102, RuleIds.RG1104, RuleIds.RG1105, RuleIds.RG1106, RuleIds.RG1107, RuleIds.RG1108, RuleIds.RG1201, RuleIds.RG1202,
        RuleIds.RG6002, RuleIds.RG6011,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditionFixAllProvider.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (FixSession.Of(context.Document.Project, context.CancellationToken) is not { } session) return;
        foreach (var found in context.Diagnostics)
        {
            if (session.TargetOf(found) is not { } target) continue;
            foreach (var action in FixActions.All)
            {
                if (action.KeyFor(session, target) is not { } key) continue;
                if (await action.PlanOnce(session, [target], context.CancellationToken).ConfigureAwait(false) is not { IsEmpty: false } draft) continue;
                var fixedSolution = draft.ApplyTo(session.Solution);
                context.RegisterCodeFix(CodeAction.Create(action.TitleFor(session, target), _ => Task.FromResult(fixedSolution), key), found);
            }
        }
    }
}
