namespace ReleaseGuard.Inspection.Facts;

/// <summary>A run of bytes that no reader understands and whose values are spread as those of weights, compressed or encrypted data are.</summary>
/// <param name="What">What it looks like, for people.</param>
/// <param name="ByteOffset">Offset in the file.</param>
/// <param name="ByteLength">Length in bytes, as stored.</param>
internal sealed record OpaqueFact(string What, long ByteOffset, long ByteLength)
{
    /// <summary>Whether it is the look of the whole file, which inflating it may explain.</summary>
    public bool IsAppearance { get; init; }
}
