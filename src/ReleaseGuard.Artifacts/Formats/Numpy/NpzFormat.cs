using System;
using System.IO;
using ReleaseGuard.Artifacts.Archives;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Numpy;

/// <summary>numpy's archive of arrays: a zip, read with the rules of <see cref="ZipArchiveReader"/> (Z1 to Z12), of .npy entries. N8: an entry that is no array.</summary>
internal sealed class NpzFormat : ArtifactFormat
{
    private const int LocalName = 30;

    public override string Name => "npz";

    public override string[] Extensions => [".npz"];

    public override bool Recognises(ReadOnlySpan<byte> head, long length)
    {
        if (!ZipArchiveReader.Recognises(head) || head.Length < LocalName)
        {
            return false;
        }

        var nameLength = head[26] | (head[27] << 8);
        return nameLength > 4 && head.Length >= LocalName + nameLength && head.Slice(LocalName + nameLength - 4, 4).SequenceEqual(".npy"u8);
    }

    protected override void Read(FactsBuilder facts)
    {
        var archive = ZipArchiveReader.Open(facts.Reader.Source, facts.Reader.Cancellation);
        facts.Take(archive);
        foreach (var entry in archive.Entries)
        {
            facts.Reader.Cancellation.ThrowIfCancellationRequested();
            if (!entry.IsDirectory)
            {
                ReadEntry(facts, archive, entry);
            }
        }
    }

    private static void ReadEntry(FactsBuilder facts, ZipArchiveReader archive, ZipEntryFacts entry)
    {
        if (!entry.Name.EndsWith(".npy", StringComparison.Ordinal))
        {
            facts.Problem("N8", ArtifactProblemKind.Orphan, $"entry '{entry.Name}' is no array, so numpy does not show it", entry.HeaderOffset, tensor: null);
            facts.Payload($"entry '{entry.Name}'", Math.Max(0, entry.DataOffset), Math.Max(0, entry.CompressedLength));
            return;
        }

        var source = archive.OpenEntry(entry);
        if (source is null)
        {
            // The archive's own problems say why.
            return;
        }

        try
        {
            var reader = new SourceReader(source, facts.Reader.Cancellation);
            new NpyArray(facts, reader, entry.Name.Substring(0, entry.Name.Length - 4), entry.DataOffset, entry.CompressedLength, entry.Method != 0).Read();
            facts.Reader.AlsoRead(Math.Min(reader.BytesRead, entry.CompressedLength));
        }
        catch (IOException e) when (entry.Method != 0)
        {
            facts.Malformed("Z13", e.Message, entry.DataOffset, entry.CompressedLength);
        }
        finally
        {
            (source as IDisposable)?.Dispose();
        }
    }
}
