using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>What a portable PDB says: the names somebody asked about, and the lines of the methods of the assembly with the same id.</summary>
/// <param name="Id">Ties it to its assembly (PDB id, without the stamp).</param>
/// <param name="Names">The names.</param>
/// <param name="Image">The file's bytes, of which lines are read only when a finding needs them.</param>
internal sealed record SymbolFacts(Guid Id, IReadOnlyList<NamedFact> Names, byte[] Image)
{
    /// <summary>The source line of a place in a method; null where the symbols do not know it.</summary>
    public SourcePlace? LineOf(int method, int offset) => PortablePdb.LineOf(Image, method, offset);
}
