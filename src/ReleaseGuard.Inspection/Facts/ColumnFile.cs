using System;
using System.Buffers.Binary;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Tells a Parquet table by its frame: the same four letters at both ends, and before the last ones the length of a footer that fits.</summary>
internal static class ColumnFile
{
    private const int FrameBytes = 12;

    public static bool Recognises(IArtifactSource source, ReadOnlySpan<byte> head)
    {
        var tail = new byte[8];
        return head.StartsWith("PAR1"u8)
            && source.Length > FrameBytes
            && source.TryReadAll(source.Length - tail.Length, tail)
            && tail.AsSpan(4).SequenceEqual("PAR1"u8)
            && BinaryPrimitives.ReadUInt32LittleEndian(tail) is > 0 and var footer
            && footer <= source.Length - FrameBytes;
    }
}
