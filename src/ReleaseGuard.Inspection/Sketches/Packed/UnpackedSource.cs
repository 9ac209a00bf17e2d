using System;
using System.Runtime.InteropServices;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Sketches.Packed;

/// <summary>A packed matrix, seen as the binary32 numbers that it stands for, row after row. Decoded where it is read; nothing is kept.</summary>
internal sealed class UnpackedSource(string name, PackedRows packed) : IArtifactSource
{
    public string Name => name;

    public long Length => packed.Rows * packed.Columns * sizeof(float);

    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length)
        {
            return 0;
        }

        var rowBytes = packed.Columns * sizeof(float);
        var row = offset / rowBytes;
        var within = (int)(offset % rowBytes);
        if (within == 0 && buffer.Length >= rowBytes)
        {
            var count = Math.Min(buffer.Length / rowBytes, packed.Rows - row);
            for (var i = 0; i < count; i++)
            {
                packed.Decode(row + i, MemoryMarshal.Cast<byte, float>(buffer.Slice((int)(i * rowBytes), (int)rowBytes)));
            }

            return (int)(count * rowBytes);
        }

        var values = new float[packed.Columns];
        packed.Decode(row, values);
        var part = MemoryMarshal.AsBytes(values.AsSpan()).Slice(within);
        part = part.Slice(0, Math.Min(part.Length, buffer.Length));
        part.CopyTo(buffer);
        return part.Length;
    }
}
