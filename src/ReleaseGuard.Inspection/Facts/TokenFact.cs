namespace ReleaseGuard.Inspection.Facts;

/// <summary>One entry of a vocabulary, or one marker in a template.</summary>
/// <param name="Text">The token.</param>
/// <param name="Where">What holds it, for people: <c>vocabulary</c>, <c>template</c>.</param>
/// <param name="ByteOffset">Offset in the file, where known.</param>
internal readonly record struct TokenFact(string Text, string Where, long? ByteOffset);
