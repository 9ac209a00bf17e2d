using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Checking;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>
/// One pass over a file feeds everything that asks for its bytes: the digest of the file, the digests of its tensors and of their casts, the
/// order-free sums and the sketch. While a block is looked at, each consumer on a thread of its own, the next one is read; memory is two
/// blocks and the tensors that are open at once.
/// </summary>
internal static class ContentReader
{
    private const int BlockBytes = 2 << 20;

    // Below this, handing work to other threads costs more than the work.
    private const int WorthSharing = 1 << 19;

    /// <summary>Digests a source alone.</summary>
    /// <exception cref="IOException">The source could not be read, or ended early.</exception>
    public static ContentFacts Digest(IArtifactSource source, CancellationToken ct) => Read(source, null, [], casts: false, null, [], ct).Facts;

    /// <summary>Digests some tensors alone; of the rest of the file nothing is read.</summary>
    /// <param name="source">The file, or an entry of an archive.</param>
    /// <param name="bytes">Where tensors lie that do not lie in it.</param>
    /// <param name="digested">The tensors to digest.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="IOException">The source could not be read, or ended early.</exception>
    public static ContentFacts DigestTensors(IArtifactSource source, TensorContent bytes, IReadOnlyList<(int Index, TensorFact Tensor)> digested, CancellationToken ct)
    {
        var shares = source is FileArtifactSource;
        using var pass = new ContentPass(source, bytes, digested, casts: true, null, [], looksAhead: shares);
        foreach (var (start, end) in pass.Ranges())
        {
            Feed(source, pass, start, end, null, shares, ct);
        }

        return new ContentFacts(null, pass.Digests(), pass.Undigested);
    }

    /// <summary>Digests a source and, where asked, its tensors; compares subjects with what is withheld.</summary>
    /// <param name="source">The file, or an entry of an archive.</param>
    /// <param name="bytes">Where tensors lie that do not lie in it; null where none are to be digested.</param>
    /// <param name="digested">The tensors to digest; empty for none.</param>
    /// <param name="casts">Whether their canonical casts are digested too.</param>
    /// <param name="comparison">What subjects are compared with; null when nothing is.</param>
    /// <param name="subjects">Tensors to compare. Those that do not lie plainly in the source are read by themselves.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The digests, and a reading for each subject in their order.</returns>
    /// <exception cref="IOException">The source could not be read, or ended early.</exception>
    public static (ContentFacts Facts, IReadOnlyList<SubjectReading> Readings) Read(
        IArtifactSource source, TensorContent? bytes, IReadOnlyList<(int Index, TensorFact Tensor)> digested, bool casts, SketchChecker? comparison, IReadOnlyList<SketchSubject> subjects, CancellationToken ct)
    {
        // Inflated content is read through one stream, and an entry shares its archive's: more threads would only wait for it.
        var shares = source is FileArtifactSource;
        using var pass = new ContentPass(source, bytes, digested, casts, comparison, subjects, looksAhead: shares);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Feed(source, pass, 0, source.Length, whole, shares, ct);
        return (new ContentFacts(Hex.Lower(whole.GetHashAndReset()), pass.Digests(), pass.Undigested), pass.Readings(shares ? 0 : 1, ct));
    }

    /// <summary>Feeds a range of the source, block by block.</summary>
    private static void Feed(IArtifactSource source, ContentPass pass, long start, long end, IncrementalHash? whole, bool shares, CancellationToken ct)
    {
        var size = (int)Math.Min(BlockBytes, Math.Max(1, end - start));
        byte[] block = new byte[size], next = end - start > size ? new byte[size] : [];
        var count = start == end ? 0 : ReadBlock(source, start, end, block);
        for (var offset = start; offset < end;)
        {
            ct.ThrowIfCancellationRequested();
            var following = offset + count;
            var read = 0;
            byte[] current = block, ahead = next;
            int length = count;
            List<Action> work = [.. pass.Work(offset, current, length)];
            if (whole is not null)
            {
                work.Insert(0, () => whole.AppendData(current, 0, length));
            }

            if (following < end)
            {
                work.Add(() => read = ReadBlock(source, following, end, ahead));
            }

            if (shares && length >= WorthSharing)
            {
                Run(work);
            }
            else
            {
                work.ForEach(static action => action());
            }

            pass.Close(following);
            (block, next) = (next, block);
            offset = following;
            count = read;
        }
    }

    private static void Run(List<Action> work)
    {
        try
        {
            Parallel.Invoke([.. work]);
        }
        catch (AggregateException error) when (error.InnerExceptions.OfType<IOException>().FirstOrDefault() is { } failed)
        {
            throw new IOException(failed.Message, failed);
        }
    }

    private static int ReadBlock(IArtifactSource source, long offset, long end, byte[] block)
    {
        var filled = 0;
        var wanted = (int)Math.Min(block.Length, end - offset);
        for (int count; filled < wanted && (count = source.ReadAt(offset + filled, block.AsSpan(filled, wanted - filled))) > 0;)
        {
            filled += count;
        }

        return filled < wanted ? throw new IOException("the file became shorter while it was read") : filled;
    }
}
