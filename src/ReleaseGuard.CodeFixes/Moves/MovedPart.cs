using System.Collections.Generic;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>What goes to one part of a type in the split file.</summary>
internal sealed class MovedPart(TypeChain chain)
{
    public TypeChain Chain { get; } = chain;

    /// <summary>Members as they stood, line for line, in the order of the text.</summary>
    public List<(int Position, string Text)> Members { get; } = [];

    /// <summary>Attribute lists that go on the part.</summary>
    public List<string> Attributes { get; } = [];

    /// <summary>Bases that go on the part.</summary>
    public List<string> Bases { get; } = [];
}
