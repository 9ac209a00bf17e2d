using System;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Fuzzing;

/// <summary>The file that a reader is tried on. Whoever asks outside it breaks the contract.</summary>
internal sealed class FencedSource(byte[] bytes, int length) : IArtifactSource
{
    public string Name => "input";

    public long Length => length;

    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset > length || buffer.Length > length - offset)
        {
            throw new BrokenContractException($"asked for {buffer.Length} bytes at {offset} of {length}");
        }

        bytes.AsSpan((int)offset, buffer.Length).CopyTo(buffer);
        return buffer.Length;
    }
}
