using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>The way by which a withheld type came to a place that does not name it: the open member or type there, what it stands on, and the withheld type at last.</summary>
internal static class Route
{
    /// <summary>From a type by its bases, or by the interface that brings it, to the withheld ancestor.</summary>
    public static IReadOnlyList<ISymbol> ByBases(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        var route = new List<ISymbol> { type.OriginalDefinition };
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at.SpecialType == SpecialType.System_Object) break;
            route.Add(at.OriginalDefinition);
            if (Brings(at, ancestor)) return End(route, ancestor);
        }

        route.RemoveRange(1, route.Count - 1);
        foreach (var at in type.AllInterfaces)
        {
            if (!Brings(at, ancestor)) continue;
            route.Add(at.OriginalDefinition);
            return End(route, ancestor);
        }

        return End(route, ancestor);
    }

    /// <summary>
    /// The places of a route's symbols. One of another project of the editor is given by its path: a finding may point into its own
    /// compilation only. One of a compiled assembly has the assembly as its place.
    /// </summary>
    public static IReadOnlyList<Location> Locations(IReadOnlyList<ISymbol> route, Compilation compilation)
    {
        var places = new List<Location>();
        foreach (var symbol in route)
        {
            if (symbol.Locations.IsEmpty) continue;
            var place = symbol.Locations[0];
            if (place.SourceTree is { } tree && !compilation.ContainsSyntaxTree(tree))
                place = Location.Create(tree.FilePath, place.SourceSpan, place.GetLineSpan().Span);
            places.Add(place);
        }

        return places;
    }

    private static bool Brings(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, ancestor.OriginalDefinition)) return true;
        foreach (var argument in type.TypeArguments)
        {
            if (argument is INamedTypeSymbol named && Brings(named, ancestor)) return true;
        }

        return false;
    }

    private static List<ISymbol> End(List<ISymbol> route, INamedTypeSymbol ancestor)
    {
        if (!SymbolEqualityComparer.Default.Equals(route[route.Count - 1], ancestor.OriginalDefinition)) route.Add(ancestor.OriginalDefinition);
        return route;
    }
}
