using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// What a referenced assembly brings into files that name none of its types. One that is withheld type by type has nothing but
/// extensions, called by their names on types that are not withheld; one that also has open types may hand out anything anywhere.
/// </summary>
internal static class AssemblyTaint
{
    /// <summary>The names of the extensions; null when names cannot tell.</summary>
    public static HashSet<string>? Of(IAssemblySymbol assembly, WithheldSymbols symbols)
    {
        var names = new HashSet<string>(System.StringComparer.Ordinal);
        return Add(assembly.GlobalNamespace, symbols, names) ? names : null;
    }

    private static bool Add(INamespaceSymbol container, WithheldSymbols symbols, HashSet<string> names)
    {
        foreach (var member in container.GetMembers())
        {
            var known = member switch
            {
                INamespaceSymbol inner => Add(inner, symbols, names),
                INamedTypeSymbol type => IsMadeByCompiler(type) || (symbols.Of(type) is not null && AddExtensions(type, names)),
                _ => false,
            };
            if (!known) return false;
        }

        return true;
    }

    /// <summary>The compiler gives an assembly attributes of its own, which no other can name.</summary>
    private static bool IsMadeByCompiler(INamedTypeSymbol type) =>
        !type.CanBeReferencedByName || (type.DeclaredAccessibility == Accessibility.Internal && type.ContainingNamespace.ToDisplayString() is "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices");

    private static bool AddExtensions(INamedTypeSymbol type, HashSet<string> names)
    {
        if (!type.IsStatic) return true;
        foreach (var member in type.GetMembers())
        {
            // A block of extensions becomes a nested type without a name; what it extends and how it is called is not told here.
            if (member is INamedTypeSymbol { CanBeReferencedByName: false }) return false;
            if (member is not IMethodSymbol { IsExtensionMethod: true }) continue;
            if (FileTaint.IsCalledUnnamed(member.Name)) return false;
            names.Add(member.Name);
        }

        return true;
    }
}
