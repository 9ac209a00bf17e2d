using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Interfaces;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Lets open code own a constant that is no secret: the withheld component takes the value from there. Whether it is one, only its author knows.</summary>
internal sealed class ConstantAction : FixAction
{
    public override string Kind => "constant";

    public override bool IsTakenOver => false;

    public override string? KeyFor(FixSession session, FixTarget target) => Found(session, target) is var (_, constant) ? Kind + ":" + constant.GetDocumentationCommentId() : null;

    public override string TitleFor(FixSession session, FixTarget target) =>
        Found(session, target) is var (place, constant) ? $"Let {place.Contract.AssemblyName} own the value of '{constant.Name}'" : "Let open code own the value";

    public override async Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel) =>
        Found(session, targets[0]) is var (place, constant)
            ? await session.Once($"{place.User.Id.Id}|{KeyFor(session, targets[0])}", () => new ConstantPlanner(session, place, constant, session.Rules.AllowedOf(targets[0].Component)).Plan(cancel)).ConfigureAwait(false) : null;

    private static (ContractPlace Place, IFieldSymbol Constant)? Found(FixSession session, FixTarget target)
    {
        if (target.Found.Id != RuleIds.RG1003 || !session.Variants.CanAddFiles || session.ProjectOf(target) is not { } user || session.CompilationOf(user) is not { } compilation) return null;
        if (!target.Found.Properties.TryGetValue(FindingProperties.Symbol, out var id) || id is null || !id.StartsWith("F:", System.StringComparison.Ordinal)) return null;
        return DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is IFieldSymbol { HasConstantValue: true, ContainingType: { TypeKind: not TypeKind.Enum } type } constant
            && ContractPlace.Between(session, user, type, CancellationToken.None) is { } place ? (place, constant) : null;
    }
}
