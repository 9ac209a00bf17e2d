using System;
using System.Threading;

namespace ReleaseGuard.Artifacts;

/// <summary>One file format: recognises by content and reads strictly. Never throws for content; never reads outside the file; never runs anything it reads.</summary>
public interface IArtifactFormat
{
    /// <summary>The format's name as reports print it, for example <c>safetensors</c>.</summary>
    string Name { get; }

    /// <summary>Whether a file that begins with <paramref name="head"/> and is <paramref name="length"/> bytes long is of this format. A short head must only lead to "no" or a certain "yes".</summary>
    bool Recognises(ReadOnlySpan<byte> head, long length);

    /// <summary>Reads tensors, metadata and problems. An input error of the source becomes a problem of kind <see cref="ArtifactProblemKind.Unread"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    ArtifactFacts Read(IArtifactSource source, CancellationToken ct);
}
