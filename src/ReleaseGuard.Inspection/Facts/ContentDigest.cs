using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>SHA-256 of a whole source in one pass of bounded memory.</summary>
internal static class ContentDigest
{
    private const int BlockBytes = 1 << 20;

    /// <summary>The digest in lower-case hexadecimal.</summary>
    /// <exception cref="IOException">The source could not be read, or ended early.</exception>
    public static string Of(IArtifactSource source, CancellationToken ct)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[(int)Math.Min(BlockBytes, Math.Max(1, source.Length))];
        for (long offset = 0; offset < source.Length;)
        {
            ct.ThrowIfCancellationRequested();
            var count = source.ReadAt(offset, block);
            if (count == 0)
            {
                throw new IOException("the file became shorter while it was read");
            }

            sha256.AppendData(block, 0, count);
            offset += count;
        }

        return Hex.Lower(sha256.GetHashAndReset());
    }
}
