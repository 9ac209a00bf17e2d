namespace ReleaseGuard.Artifacts;

/// <summary>Bytes that could be weights, in a file that no reader understands.</summary>
/// <param name="Kind">What they look like.</param>
/// <param name="Message">A clause for people, with the numbers behind the judgement.</param>
/// <param name="ByteOffset">Where they begin.</param>
/// <param name="ByteLength">How many they are.</param>
public sealed record OpaqueContent(OpaqueKind Kind, string Message, long ByteOffset, long ByteLength);
