using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>
/// Where the bytes of an artifact's tensors are read: the artifact, or other files of its own folder. No file outside that folder is opened,
/// whatever a path or a link says. Owns the files it opened.
/// </summary>
/// <param name="source">The artifact.</param>
/// <param name="folder">The folder on disk that its other files lie in; null inside an archive.</param>
internal sealed class TensorContent(IArtifactSource source, string? folder) : IDisposable
{
    private readonly Dictionary<string, FileArtifactSource?> _others = new(StringComparer.Ordinal);

    /// <summary>What holds the tensor's byte range, counted from its start; null when that cannot be read from here.</summary>
    public IArtifactSource? Holder(TensorFact tensor)
    {
        if (tensor.Storage is { Kind: TensorStorageKind.Pieces, Files: { Count: > 0 } files })
        {
            var parts = files.Select(Other).ToList();
            return parts.Contains(null) ? null : new JoinedSource(tensor.Name, [.. parts.Select(static part => part!)]);
        }

        if (tensor.Storage is { Kind: TensorStorageKind.Pieces, Pieces: { Count: > 0 } pieces })
        {
            var parts = pieces.Select(piece => Piece(tensor.Name, piece)).ToList();
            return parts.Contains(null) ? null : new JoinedSource(tensor.Name, [.. parts.Select(static part => part!)]);
        }

        return tensor.ExternalFile is { } file ? Other(file) : source;
    }

    /// <summary>The tensor's bytes as one run of little-endian elements in the order of its shape; null when they do not lie so or cannot be read from here.</summary>
    public IArtifactSource? Run(TensorFact tensor)
    {
        var isRun = tensor.Storage is null || tensor.Storage is { Kind: TensorStorageKind.Pieces, Files.Count: > 0 } or { Kind: TensorStorageKind.Pieces, Pieces.Count: > 0 };
        return isRun && Holder(tensor) is { } holder && tensor.ByteOffset >= 0 && tensor.ByteLength >= 0 && tensor.ByteOffset <= holder.Length - tensor.ByteLength
            ? new SliceArtifactSource(holder, tensor.Name, tensor.ByteOffset, tensor.ByteLength)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var other in _others.Values)
        {
            other?.Dispose();
        }
    }

    private SliceArtifactSource? Piece(string name, StoragePiece piece) =>
        (piece.File is null ? source : Other(piece.File)) is { } holder && piece.ByteOffset >= 0 && piece.ByteLength >= 0 && piece.ByteOffset <= holder.Length - piece.ByteLength
            ? new SliceArtifactSource(holder, name, piece.ByteOffset, piece.ByteLength)
            : null;

    private FileArtifactSource? Other(string name)
    {
        if (_others.TryGetValue(name, out var known))
        {
            return known;
        }

        FileArtifactSource? opened = null;
        try
        {
            opened = folder is not null && name.Length != 0 && IsWithin(folder, Path.GetFullPath(Path.Combine(folder, name)), out var real) ? new FileArtifactSource(real) : null;
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            // Said by the caller: a file that cannot be opened leaves its tensors unread.
        }

        return _others[name] = opened;
    }

    /// <summary>Both by the path as written and by the path with every link followed.</summary>
    private static bool IsWithin(string folder, string path, out string real)
    {
        real = path;
        if (!Begins(path, Path.GetFullPath(folder)) || Links.Resolve(folder) is not { } realFolder || Links.Resolve(path) is not { } resolved)
        {
            return false;
        }

        real = resolved;
        return Begins(resolved, realFolder);
    }

    private static bool Begins(string path, string folder) =>
        path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
