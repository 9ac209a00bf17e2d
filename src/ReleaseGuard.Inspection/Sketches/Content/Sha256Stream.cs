using System;
using System.Security.Cryptography;

namespace ReleaseGuard.Inspection.Sketches.Content;

/// <summary>SHA-256 over spans on both target frameworks, begun with an element count.</summary>
internal sealed class Sha256Stream : IDisposable
{
    private IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Starts a digest over the count as eight little-endian bytes.</summary>
    public void Begin(long count)
    {
        Span<byte> bytes = stackalloc byte[8];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(count >> (8 * i));
        }

        Append(bytes);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
#if NET
        _hash.AppendData(bytes);
#else
        _hash.AppendData(bytes.ToArray());
#endif
    }

    /// <summary>Whether <see cref="BranchFrom"/> is there.</summary>
#if NET
    public static bool CanBranch => true;
#else
    public static bool CanBranch => false;
#endif

    /// <summary>Goes on from where another digest is, in place of its own beginning.</summary>
    public void BranchFrom(Sha256Stream other)
    {
#if NET
        _hash.Dispose();
        _hash = other._hash.Clone();
#else
        throw new PlatformNotSupportedException($"{nameof(CanBranch)} says so.");
#endif
    }

    public byte[] End() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
