using System.Collections.Generic;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>Everything that leaves one file.</summary>
internal sealed class MovedCode
{
    /// <summary>Parts of types, one for each type that stays.</summary>
    public Dictionary<TypeChain, MovedPart> Parts { get; } = [];

    /// <summary>Whole types outside any other, by the namespace they stand in.</summary>
    public List<(string Namespace, int Position, string Text)> Types { get; } = [];

    /// <summary>Attributes of the assembly or module.</summary>
    public List<string> AssemblyAttributes { get; } = [];

    public bool IsEmpty => Parts.Count == 0 && Types.Count == 0 && AssemblyAttributes.Count == 0;

    public MovedPart PartOf(TypeChain chain)
    {
        if (!Parts.TryGetValue(chain, out var part)) Parts[chain] = part = new MovedPart(chain);
        return part;
    }
}
