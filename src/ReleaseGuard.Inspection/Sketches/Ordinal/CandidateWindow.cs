namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>A window that could be published.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Margin">The least margin of its blocks: (largest − second largest) / largest, in binary32.</param>
/// <param name="Row">Its row in the orientation it was read in.</param>
/// <param name="Offset">Its first element in that row.</param>
internal readonly record struct CandidateWindow(ulong Code, float Margin, long Row, long Offset);
