using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Build;

/// <summary>
/// Remembers in obj that something passed, by everything it depended on. Only what has no finding is remembered: findings return in
/// every build until they are mended. A stamp that cannot be read or written is as good as none.
/// </summary>
internal sealed class PassStamp
{
    private readonly string? _path;

    private PassStamp(string? path) => _path = path;

    internal static PassStamp At(string? path, string folder) => new(string.IsNullOrEmpty(path) ? null : Path.GetFullPath(Path.Combine(folder, path!)));

    /// <summary>What a check depended on: words, and files by path, size, time of writing and file id. ReleaseGuard itself is one of them.</summary>
    internal static string Identity(IEnumerable<string?> words, IEnumerable<string> files)
    {
        var text = new StringBuilder(typeof(PassStamp).Assembly.ManifestModule.ModuleVersionId.ToString());
        foreach (var word in words)
            text.Append('\n').Append(word);
        foreach (var file in files)
        {
            text.Append('\n').Append(file).Append('|').Append(FileIdentity.Of(file));
        }

        using var sha256 = SHA256.Create();
        return Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Whether the same thing passed before.</summary>
    internal bool Holds(string identity)
    {
        try
        {
            return _path is not null && File.Exists(_path) && File.ReadAllText(_path) == identity;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Remembers that it passed.</summary>
    internal void Write(string identity)
    {
        if (_path is null)
            return;
        try
        {
            File.WriteAllText(_path, identity);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A read-only or full obj: the next build checks again.
        }
    }
}
