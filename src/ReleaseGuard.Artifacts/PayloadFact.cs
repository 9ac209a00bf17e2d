namespace ReleaseGuard.Artifacts;

/// <summary>A run of bytes in an artifact that no tensor owns and that could hold weights.</summary>
/// <param name="What">What the bytes are, for people: <c>metadata 'x'</c>, <c>tail</c>, <c>padding</c>.</param>
/// <param name="ByteOffset">Offset from the start of the file.</param>
/// <param name="ByteLength">Length in bytes.</param>
public sealed record PayloadFact(string What, long ByteOffset, long ByteLength);
