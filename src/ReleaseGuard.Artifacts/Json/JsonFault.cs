namespace ReleaseGuard.Artifacts.Json;

/// <summary>The first thing wrong with a JSON text.</summary>
/// <param name="Message">A clause for people.</param>
/// <param name="ByteOffset">Where, from the start of the source.</param>
/// <param name="IsEncoding">Whether the bytes are not UTF-8 (rather than not JSON).</param>
internal sealed record JsonFault(string Message, long ByteOffset, bool IsEncoding);
