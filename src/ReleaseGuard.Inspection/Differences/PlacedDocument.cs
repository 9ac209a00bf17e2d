using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>A document of one release: a licence, a notice, a card, prose.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Licence">The SPDX id of the licence its text is; null where it is none or does not tell.</param>
/// <param name="Lines">Its lines.</param>
public sealed record PlacedDocument(string Path, string? Licence, IReadOnlyList<string> Lines);
