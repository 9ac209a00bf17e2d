using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Interfaces;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>
/// Puts an interface between open code and a withheld type, for all uses in the project. A design decision, and new files in several
/// projects: taken when asked for, never in <c>dotnet format</c> and never in place of another fix.
/// </summary>
internal sealed class ExtractInterfaceAction : FixAction
{
    private static readonly string[] Rules = [RuleIds.RG1001, RuleIds.RG1002, RuleIds.RG1006];

    public override string Kind => "interface";

    public override bool IsTakenOver => false;

    public override string? KeyFor(FixSession session, FixTarget target) => Found(session, target) is var (_, type) ? Kind + ":" + type.GetDocumentationCommentId() : null;

    public override string TitleFor(FixSession session, FixTarget target) =>
        Found(session, target) is var (place, _) ? $"Speak to it through an interface in {place.Contract.AssemblyName}" : "Extract an interface";

    public override async Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel) =>
        Found(session, targets[0]) is var (place, type) && session.Rules.Policy.FindComponent(targets[0].Component) is { } component
        && session.Rules.FileEditionFor(session.Rules.AllowedOf(component.Id)) is { } edition
            ? await session.Once($"{place.User.Id.Id}|{KeyFor(session, targets[0])}", () => new InterfacePlanner(session, place, type, component, edition).Plan(cancel)).ConfigureAwait(false) : null;

    /// <summary>The type that a finding is about, where an interface can stand between; null where none can.</summary>
    private static (ContractPlace Place, INamedTypeSymbol Type)? Found(FixSession session, FixTarget target)
    {
        if (!Rules.Contains(target.Found.Id, StringComparer.Ordinal) || !session.Variants.CanAddFiles || session.ProjectOf(target) is not { } user || session.CompilationOf(user) is not { } compilation) return null;
        if (!target.Found.Properties.TryGetValue(FindingProperties.Symbol, out var id) || id is null or { Length: < 3 } || id[0] == 'N') return null;
        var symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation);
        return (symbol as INamedTypeSymbol ?? symbol?.ContainingType) is { TypeKind: TypeKind.Class, IsStatic: false, Arity: 0, ContainingType: null, DeclaredAccessibility: Accessibility.Public } type
            && ContractPlace.Between(session, user, type, CancellationToken.None) is { } place ? (place, type) : null;
    }
}
