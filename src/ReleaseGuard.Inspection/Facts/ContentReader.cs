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
    public static ContentFacts Digest(IArtifactSource source, CancellationToken ct) => Read(source, [], casts: false, null, [], ct).Facts;

    /// <summary>Digests a source and, where asked, its tensors; compares subjects with what is withheld.</summary>
    /// <param name="source">The file, or an entry of an archive.</param>
    /// <param name="digested">The tensors to digest; empty for none.</param>
    /// <param name="casts">Whether their canonical casts are digested too.</param>
    /// <param name="comparison">What subjects are compared with; null when nothing is.</param>
    /// <param name="subjects">Tensors to compare. Those that do not lie plainly in the source are read by themselves.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The digests, and a reading for each subject in their order.</returns>
    /// <exception cref="IOException">The source could not be read, or ended early.</exception>
    public static (ContentFacts Facts, IReadOnlyList<SubjectReading> Readings) Read(
        IArtifactSource source, IReadOnlyList<TensorFact> digested, bool casts, SketchChecker? comparison, IReadOnlyList<SketchSubject> subjects, CancellationToken ct)
    {
        // Inflated content is read through one stream, and an entry shares its archive's: more threads would only wait for it.
        var shares = source is FileArtifactSource;
        using var pass = new ContentPass(source, digested, casts, comparison, subjects, looksAhead: shares);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = (int)Math.Min(BlockBytes, Math.Max(1, source.Length));
        byte[] block = new byte[size], next = source.Length > size ? new byte[size] : [];
        var count = source.Length == 0 ? 0 : ReadBlock(source, 0, block);
        for (long offset = 0; offset < source.Length;)
        {
            ct.ThrowIfCancellationRequested();
            var following = offset + count;
            var read = 0;
            byte[] current = block, ahead = next;
            int length = count;
            List<Action> work = [() => whole.AppendData(current, 0, length), .. pass.Work(offset, current, length)];
            if (following < source.Length)
            {
                work.Add(() => read = ReadBlock(source, following, ahead));
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

        return (new ContentFacts(Hex.Lower(whole.GetHashAndReset()), pass.Digests(), pass.Undigested), pass.Readings(shares ? 0 : 1, ct));
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

    private static int ReadBlock(IArtifactSource source, long offset, byte[] block)
    {
        var filled = 0;
        for (int count; filled < block.Length && (count = source.ReadAt(offset + filled, block.AsSpan(filled))) > 0;)
        {
            filled += count;
        }

        return filled == 0 || (filled < block.Length && offset + filled < source.Length) ? throw new IOException("the file became shorter while it was read") : filled;
    }
}
