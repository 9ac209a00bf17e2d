namespace ReleaseGuard.Inspection.Differences;

/// <summary>How much of the fuller release the other one gives away: the parameters of its tensors that the other has too, under whatever name, in whatever file and element type.</summary>
/// <param name="FullIsFirst">Whether the first release is the one with more parameters.</param>
/// <param name="FullParameters">Its parameters.</param>
/// <param name="Exposed">Those of its tensors that the other has: the same, renamed, moved, resharded, recast or requantised.</param>
/// <param name="InPart">Those of its tensors that the other has in another shape or with other content, as many as the smaller of the two holds: what of them is the same was not told apart.</param>
public sealed record Exposure(bool FullIsFirst, long FullParameters, long Exposed, long InPart);
