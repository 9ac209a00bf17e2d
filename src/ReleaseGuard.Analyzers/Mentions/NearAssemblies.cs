using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// The assemblies whose symbols are worth asking about: those that may hold a withheld symbol, those that reference one of
/// them and so may hand it out, and the project's own. All others answer "no" by one comparison of references.
/// </summary>
internal sealed class NearAssemblies
{
    /// <summary>Up to here a walk is quicker than a hash.</summary>
    private const int Walked = 8;

    private readonly ISymbol[] _few;
    private readonly HashSet<ISymbol>? _many;

    public NearAssemblies(Compilation compilation, ImmutableArray<IAssemblySymbol> inSight)
    {
        var near = new HashSet<ISymbol>(inSight, ByReference.Instance) { compilation.Assembly };
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var assembly in inSight) names.Add(assembly.Name);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            foreach (var module in assembly.Modules)
            {
                foreach (var reference in module.ReferencedAssemblies)
                {
                    if (names.Contains(reference.Name)) near.Add(assembly);
                }
            }
        }

        _few = new ISymbol[near.Count];
        near.CopyTo(_few);
        if (near.Count > Walked) _many = near;
    }

    public IReadOnlyList<ISymbol> All => _few;

    public bool Contains(IAssemblySymbol? assembly)
    {
        if (assembly is null) return false;
        // The project itself, in whichever edition's copy.
        if (assembly is ISourceAssemblySymbol) return true;
        if (_many is not null) return _many.Contains(assembly);
        foreach (var one in _few)
        {
            if (ReferenceEquals(one, assembly)) return true;
        }

        return false;
    }
}
