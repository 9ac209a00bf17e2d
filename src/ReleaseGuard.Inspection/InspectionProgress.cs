namespace ReleaseGuard.Inspection;

/// <summary>How far an inspection has come.</summary>
/// <param name="FilesDone">Files read so far.</param>
/// <param name="FilesTotal">Files known so far; grows while archives are opened.</param>
/// <param name="BytesDone">Size in bytes of the files read so far.</param>
/// <param name="BytesTotal">Size in bytes of the files known so far.</param>
/// <param name="Path">The file just finished, relative to the audited root.</param>
public sealed record InspectionProgress(int FilesDone, int FilesTotal, long BytesDone, long BytesTotal, string Path);
