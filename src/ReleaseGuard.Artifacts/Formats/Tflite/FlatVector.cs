namespace ReleaseGuard.Artifacts.Formats.Tflite;

/// <summary>A vector that fits the file.</summary>
/// <param name="Offset">Its first item.</param>
/// <param name="Count">Its items.</param>
/// <param name="ItemLength">Bytes of one.</param>
internal readonly record struct FlatVector(long Offset, long Count, int ItemLength)
{
    public long ByteLength => Count * ItemLength;

    public long At(long index) => Offset + (index * ItemLength);
}
