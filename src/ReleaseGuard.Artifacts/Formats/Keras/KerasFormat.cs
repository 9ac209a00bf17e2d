using System;
using System.Linq;
using System.Text;
using ReleaseGuard.Artifacts.Archives;
using ReleaseGuard.Artifacts.Formats.Hdf5;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Keras;

/// <summary>
/// Keras 3 files: a zip archive of metadata.json, config.json and model.weights.h5. The weights are read as the HDF5 file they are, the configuration
/// is looked through for layers that run code, and any other entry is reported (K1, K2; H* of the weights; Z* of the archive).
/// </summary>
internal sealed class KerasFormat : ArtifactFormat
{
    private const string Weights = "model.weights.h5";
    private const string Configuration = "config.json";
    private const string Metadata = "metadata.json";
    private const int MaxMetadata = 64 * 1024;

    public override string Name => "keras";

    public override string[] Extensions => [".keras"];

    public override bool Recognises(ReadOnlySpan<byte> head, long length)
    {
        const int NameAt = 30;
        if (!ZipArchiveReader.Recognises(head) || head.Length < NameAt)
        {
            return false;
        }

        var nameLength = head[26] | (head[27] << 8);
        if (head.Length < NameAt + nameLength)
        {
            return false;
        }

        // metadata.json alone is a common name: it is Keras's when it says so, or when the next header shows.
        var name = Encoding.UTF8.GetString(head.Slice(NameAt, nameLength).ToArray());
        return name == Weights
            || (name is Metadata or Configuration && (head.IndexOf("keras_version"u8) >= 0 || head.IndexOf("model.weights.h5"u8) >= 0 || head.IndexOf("keras"u8) >= 0));
    }

    protected override void Read(FactsBuilder facts)
    {
        var zip = ZipArchiveReader.Open(facts.Reader.Source, facts.Reader.Cancellation);
        facts.Take(zip);
        foreach (var needed in new[] { Metadata, Configuration, Weights })
        {
            if (!zip.Entries.Any(entry => entry.Name == needed))
            {
                facts.Malformed("K1", $"the archive has no {needed}");
            }
        }

        foreach (var entry in zip.Entries)
        {
            facts.Reader.Cancellation.ThrowIfCancellationRequested();
            if (entry.Name is Metadata or Configuration or Weights)
            {
                ReadEntry(facts, zip, entry);
            }
            else if (!entry.IsDirectory)
            {
                var isAsset = entry.Name.StartsWith("assets/", StringComparison.Ordinal);
                facts.Problem(
                    "K2",
                    isAsset ? ArtifactProblemKind.Note : ArtifactProblemKind.Orphan,
                    isAsset ? $"asset '{entry.Name}' of {entry.Length} bytes" : $"'{entry.Name}' of {entry.Length} bytes is no part of a Keras file",
                    Math.Max(0, entry.DataOffset),
                    entry.CompressedLength);
                facts.Payload($"'{entry.Name}'", Math.Max(0, entry.DataOffset), entry.CompressedLength);
            }
        }
    }

    private static void ReadEntry(FactsBuilder facts, ZipArchiveReader zip, ZipEntryFacts entry)
    {
        if (zip.OpenEntry(entry) is not { } content)
        {
            facts.Problem("K1", ArtifactProblemKind.Unread, $"'{entry.Name}' cannot be read: {entry.Unreadable}", entry.HeaderOffset);
            return;
        }

        try
        {
            facts.Reader.AlsoRead(entry.CompressedLength);
            if (entry.Name == Weights)
            {
                TakeWeights(facts, entry, new Hdf5Format().Read(content, facts.Reader.Cancellation));
                return;
            }

            if (zip.CheckContent(entry, facts.Reader.Cancellation) is { } wrong)
            {
                facts.Problem(wrong.Invariant, wrong.Kind, wrong.Message, wrong.ByteOffset, wrong.ByteLength);
            }

            var bytes = new PagedBytes(new SourceReader(content, facts.Reader.Cancellation));
            if (entry.Name == Metadata)
            {
                var text = bytes.Text(0, bytes.Length, MaxMetadata);
                facts.Metadata(Metadata, text);
                MetadataValue.Check(facts, "K2", Metadata, text, entry.DataOffset, entry.CompressedLength);
            }
            else
            {
                KerasConfiguration.Check(facts, bytes, 0, bytes.Length, entry.DataOffset, entry.Method == 0);
            }
        }
        finally
        {
            (content as IDisposable)?.Dispose();
        }
    }

    /// <summary>Takes over what the weights file holds, at its place in the archive.</summary>
    private static void TakeWeights(FactsBuilder facts, ZipEntryFacts entry, ArtifactFacts weights)
    {
        var isStored = entry.Method == 0;
        foreach (var tensor in weights.Tensors)
        {
            facts.Tensor(isStored
                ? tensor with
                {
                    ByteOffset = entry.DataOffset + tensor.ByteOffset,
                    Storage = tensor.Storage is { Pieces.Count: > 0 } storage
                        ? storage with { Pieces = [.. storage.Pieces.Select(piece => piece with { ByteOffset = entry.DataOffset + piece.ByteOffset })] }
                        : tensor.Storage,
                }
                : tensor with { ByteOffset = entry.DataOffset, ByteLength = entry.CompressedLength, Storage = new TensorStorage(TensorStorageKind.Compressed) });
        }

        foreach (var pair in weights.Metadata)
        {
            facts.Metadata($"{Weights}:{pair.Key}", pair.Value);
        }

        foreach (var problem in weights.Problems)
        {
            facts.Problem(problem.Invariant, problem.Kind, $"{Weights}: {problem.Message}", isStored && problem.ByteOffset is { } at ? entry.DataOffset + at : entry.DataOffset, problem.ByteLength, problem.Tensor);
        }

        foreach (var payload in weights.Payloads)
        {
            facts.Payload($"{Weights}: {payload.What}", isStored ? entry.DataOffset + payload.ByteOffset : entry.DataOffset, payload.ByteLength);
        }
    }
}
