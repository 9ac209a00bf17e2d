using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>Reads ReleaseGuard's attributes. They are compared by full name: every assembly has its own internal copy.</summary>
internal static class EditionAttributes
{
    public const string Requirement = "ReleaseGuard.RequiresEditionAttribute";
    public const string Mark = "ReleaseGuard.WithheldComponentAttribute";

    /// <summary>The assemblies that have a copy of an attribute, and so may use it: the project's own and those it references.</summary>
    public static IEnumerable<IAssemblySymbol> Declaring(Compilation compilation, string attribute)
    {
        if (compilation.Assembly.GetTypeByMetadataName(attribute) is not null) yield return compilation.Assembly;
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.GetTypeByMetadataName(attribute) is not null) yield return assembly;
        }
    }

    /// <summary>The edition a bool member stands for; null when it is no guard.</summary>
    public static string? GuardedEdition(ISymbol symbol) => First(symbol, "EditionGuardAttribute");

    /// <summary>The edition a symbol itself requires; null when it requires none.</summary>
    public static string? RequiredEdition(ISymbol symbol) => First(symbol, "RequiresEditionAttribute");

    /// <summary>The components a symbol itself is declared to be part of.</summary>
    public static IEnumerable<string> Components(ISymbol symbol) => All(symbol, "WithheldComponentAttribute");

    /// <summary>Every edition a symbol itself requires.</summary>
    public static IEnumerable<string> RequiredEditions(ISymbol symbol) => All(symbol, "RequiresEditionAttribute");

    private static string? First(ISymbol symbol, string attribute)
    {
        foreach (var value in All(symbol, attribute)) return value;
        return null;
    }

    private static IEnumerable<string> All(ISymbol symbol, string attribute)
    {
        foreach (var data in symbol.OriginalDefinition.GetAttributes())
        {
            if (data.AttributeClass is { } type && type.Name == attribute && type.ContainingNamespace is { Name: "ReleaseGuard", ContainingNamespace.IsGlobalNamespace: true }
                && data.ConstructorArguments.Length == 1 && data.ConstructorArguments[0].Value is string text)
                yield return text;
        }
    }
}
