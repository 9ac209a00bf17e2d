using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>What a .NET assembly says about itself in its metadata.</summary>
/// <param name="Name">Simple name; null for a module without an assembly row.</param>
/// <param name="References">Simple names of the assemblies it references, in metadata order.</param>
internal sealed record AssemblyFacts(string? Name, IReadOnlyList<string> References)
{
    /// <summary>Resources embedded in it, in metadata order.</summary>
    public IReadOnlyList<AssemblyResource> Resources { get; init; } = [];

    /// <summary>What code outside it may use, where somebody asked.</summary>
    public IReadOnlyList<string> PublicApi { get; init; } = [];

    /// <summary>Id of its symbols; null where it was built without any.</summary>
    public Guid? SymbolId { get; init; }

    /// <summary>The symbols embedded in it, where somebody asked for names.</summary>
    public SymbolFacts? Symbols { get; init; }

    /// <summary>Names in it that somebody asked about.</summary>
    public IReadOnlyList<NamedFact> Names { get; init; } = [];
}

/// <summary>One embedded resource.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ByteOffset">Where its content begins in the assembly.</param>
/// <param name="ByteLength">Length of its content.</param>
internal sealed record AssemblyResource(string Name, long ByteOffset, long ByteLength);
