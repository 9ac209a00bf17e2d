using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>What a check found, the same whatever the number of threads.</summary>
/// <param name="Hits">Withheld tensors known again, in the order of the tensors that ship.</param>
/// <param name="Unread">Tensors that could not be compared, or not by every tier: never a pass.</param>
/// <param name="Tensors">Tensors compared.</param>
/// <param name="Windows">Windows read, of both kinds.</param>
/// <param name="BytesRead">Bytes read.</param>
public sealed record SketchCheckResult(IReadOnlyList<SketchHit> Hits, IReadOnlyList<SketchUnread> Unread, int Tensors, long Windows, long BytesRead);
