using System;
using System.IO;
using System.Security.Cryptography;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection;

/// <summary>Which policy gave a verdict, so that a report can be tied to its text.</summary>
/// <param name="Path">The policy file, as it was named.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, in lower-case hexadecimal.</param>
public sealed record PolicyIdentity(string Path, string Sha256)
{
    /// <summary>The identity of a policy whose bytes are at hand.</summary>
    internal static PolicyIdentity Of(string path, byte[] bytes)
    {
        using var sha256 = SHA256.Create();
        return new PolicyIdentity(path, Hex.Lower(sha256.ComputeHash(bytes)));
    }

    /// <summary>The identity of a policy file; null when it is not a file that can be read.</summary>
    internal static PolicyIdentity? OfFile(string path)
    {
        try
        {
            return File.Exists(path) ? Of(path, File.ReadAllBytes(path)) : null;
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            return null;
        }
    }
}
