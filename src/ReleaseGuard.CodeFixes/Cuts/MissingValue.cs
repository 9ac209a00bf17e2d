using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>What an edition does where it lacks a value or an effect: it says so.</summary>
internal static class MissingValue
{
    private const string Message = "\"This is not available in this edition.\"";

    /// <summary>The throw without its semicolon, with the exception's name as short as the place lets it be.</summary>
    public static string Throw(SemanticModel model, int position)
    {
        var name = IsSystem(model.LookupNamespacesAndTypes(position, name: "NotSupportedException")) ? "NotSupportedException"
            : model.LookupNamespacesAndTypes(position, name: "System").OfType<INamespaceSymbol>().Any(space => space.ContainingNamespace.IsGlobalNamespace) ? "System.NotSupportedException"
            : "global::System.NotSupportedException";
        return $"throw new {name}({Message})";
    }

    private static bool IsSystem(ImmutableArray<ISymbol> found) =>
        found.Length == 1 && found[0] is INamedTypeSymbol { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
