using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>Compares definitions and assemblies by reference: a compilation has one object for each, and its own equality takes many times longer.</summary>
internal sealed class ByReference : IEqualityComparer<ISymbol>
{
    public static readonly ByReference Instance = new();

    public bool Equals(ISymbol? left, ISymbol? right) => ReferenceEquals(left, right);

    public int GetHashCode(ISymbol symbol) => RuntimeHelpers.GetHashCode(symbol);
}
