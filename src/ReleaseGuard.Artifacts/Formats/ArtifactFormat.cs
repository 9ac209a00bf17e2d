using System;
using System.IO;
using System.Threading;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats;

/// <summary>What every reader shares: an input error, or a fault of the reader itself, becomes "not read" and so never a pass.</summary>
internal abstract class ArtifactFormat : IArtifactFormat
{
    public abstract string Name { get; }

    /// <summary>Endings, with the dot, by which people name such files; a file so named that no format recognises is reported as a malformed one of this format.</summary>
    public virtual string[] Extensions => [];

    public abstract bool Recognises(ReadOnlySpan<byte> head, long length);

    public ArtifactFacts Read(IArtifactSource source, CancellationToken ct)
    {
        var reader = new SourceReader(source, ct);
        var facts = new FactsBuilder(Name, reader);
        try
        {
            Read(facts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            facts.Problem("X1", ArtifactProblemKind.Unread, $"could not be read: {e.Message}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Fail closed. The fuzz tests assert that X0 never appears.
            facts.Problem("X0", ArtifactProblemKind.Unread, $"the {Name} reader failed: {e.GetType().Name}: {e.Message}");
        }

        return facts.Build();
    }

    protected abstract void Read(FactsBuilder facts);
}
