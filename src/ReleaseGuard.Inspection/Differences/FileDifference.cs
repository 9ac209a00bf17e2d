namespace ReleaseGuard.Inspection.Differences;

/// <summary>One file or archive entry that is not the same in both releases.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Path">Its path: in the first release, or in the second when added.</param>
/// <param name="NewPath">Its path in the second release, where it was renamed.</param>
/// <param name="BytesBefore">Its length in the first release; null when added.</param>
/// <param name="BytesAfter">Its length in the second release; null when removed.</param>
public sealed record FileDifference(DifferenceKind Kind, string Path, string? NewPath, long? BytesBefore, long? BytesAfter);
