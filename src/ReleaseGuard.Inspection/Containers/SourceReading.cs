using System;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>Reading exactly as many bytes as asked for.</summary>
internal static class SourceReading
{
    /// <summary>Fills the buffer from the offset; false when the source ends before that. Passes on what the source throws.</summary>
    public static bool TryReadAll(this IArtifactSource source, long offset, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = offset < 0 ? 0 : source.ReadAt(offset, buffer);
            if (count == 0)
            {
                return false;
            }

            offset += count;
            buffer = buffer.Slice(count);
        }

        return true;
    }
}
