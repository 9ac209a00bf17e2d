using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Interfaces;

/// <summary>
/// Where an interface can stand between open code and a withheld type: in an open project that both the project which uses the type and the
/// project which declares it reference. Between those two alone the reference already points the other way.
/// </summary>
/// <param name="User">The project with the uses.</param>
/// <param name="Withheld">The project that declares the type; its source is in the solution.</param>
/// <param name="Contract">The open project that gets the interface.</param>
/// <param name="Type">The type, as the user's compilation sees it.</param>
internal sealed record InterfacePlace(Project User, Project Withheld, Project Contract, INamedTypeSymbol Type)
{
    private static readonly Regex LastWord = new("[A-Z][a-z0-9]*$", RegexOptions.CultureInvariant);

    /// <summary>The namespace of what is written into the contract.</summary>
    public string Namespace => Contract.DefaultNamespace is { Length: > 0 } space ? space : Contract.AssemblyName;

    /// <summary>The last word of the type's name: what it is, and nothing of what is withheld about it.</summary>
    public string Stem => LastWord.Match(Type.Name) is { Success: true, Value.Length: > 1 } word ? word.Value : Type.Name;

    /// <summary>The place for the type that a finding is about; null where there is none.</summary>
    public static InterfacePlace? Find(FixSession session, FixTarget target, CancellationToken cancel)
    {
        if (session.ProjectOf(target) is not { } user || session.CompilationOf(user) is not { } compilation) return null;
        if (!target.Found.Properties.TryGetValue(FindingProperties.Symbol, out var id) || id is null or { Length: < 3 } || id[0] == 'N') return null;
        var symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation);
        if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType) is not { TypeKind: TypeKind.Class, IsStatic: false, Arity: 0, ContainingType: null, DeclaredAccessibility: Accessibility.Public } type) return null;
        var withheld = user.ProjectReferences.Select(reference => session.Solution.GetProject(reference.ProjectId)).FirstOrDefault(other => other is not null && other.AssemblyName == type.ContainingAssembly.Name);
        if (withheld is null) return null;
        var contract = withheld.ProjectReferences.Where(reference => user.ProjectReferences.Any(own => own.ProjectId == reference.ProjectId))
            .Select(reference => session.Solution.GetProject(reference.ProjectId)).OfType<Project>()
            .Where(other => other.FilePath is not null && EditionRules.Of(other, cancel)?.File.Path == session.Rules.File.Path && session.Rules.Policy.Matcher.MatchAssembly(other.AssemblyName).Count == 0)
            .OrderBy(other => other.Name, StringComparer.Ordinal).FirstOrDefault();
        return contract is null ? null : new InterfacePlace(user, withheld, contract, type);
    }
}
