using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>
/// HDF5, Keras .h5 among it: superblock 0 to 3, groups old and new, datasets contiguous, compact and chunked. Nothing outside the file is ever opened:
/// external links, external storage and virtual datasets are refused. Invariants H1 to H13 (format specification 3.0).
/// </summary>
internal sealed class Hdf5Format : ArtifactFormat
{
    private const int MaxObjects = 2_000_000;

    public override string Name => "hdf5";

    public override string[] Extensions => [".h5", ".hdf5"];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];

    public override bool Recognises(ReadOnlySpan<byte> head, long length)
    {
        for (var at = 0; at + 8 <= head.Length; at = at == 0 ? 512 : at * 2)
        {
            if (head.Slice(at, 8).SequenceEqual(Signature))
            {
                return true;
            }
        }

        return false;
    }

    protected override void Read(FactsBuilder facts)
    {
        var bytes = new PagedBytes(facts.Reader);
        var file = new Hdf5File(facts, bytes);
        if (ReadSuperblock(file) is { } root)
        {
            ReadObjects(file, root);
            file.ReportOverlaps();
            file.ReportUnowned();
        }
    }

    private static long? ReadSuperblock(Hdf5File file)
    {
        var facts = file.Facts;
        long start = -1;
        Span<byte> signature = stackalloc byte[8];
        for (long at = 0; file.Bytes.TryRead(at, signature); at = at == 0 ? 512 : at * 2)
        {
            if (signature.SequenceEqual(Signature))
            {
                start = at;
                break;
            }
        }

        if (start < 0)
        {
            facts.Malformed("H1", "there is no superblock", 0, Math.Min(8, file.Bytes.Length));
            return null;
        }

        if (start > 0)
        {
            facts.Problem("H9", ArtifactProblemKind.Orphan, $"{start} bytes stand before the superblock", 0, start);
            facts.Payload("user block", 0, start);
            file.Own(0, start, "user block");
        }

        var version = file.Byte(start + 8);
        var isOld = version is 0 or 1;
        file.OffsetSize = file.Byte(start + (isOld ? 13 : 9));
        file.LengthSize = file.Byte(start + (isOld ? 14 : 10));
        if (version is < 0 or > 3 || file.OffsetSize is not (2 or 4 or 8) || file.LengthSize is not (2 or 4 or 8))
        {
            facts.Malformed("H1", $"the superblock's version {version}, offsets of {file.OffsetSize} or lengths of {file.LengthSize} bytes do not exist", start + 8, 8);
            return null;
        }

        var o = file.OffsetSize;
        long addresses = start + 12, rootAt = start + 12 + (3 * o);
        if (isOld)
        {
            file.GroupLeafK = file.UInt16(start + 16);
            file.GroupInternalK = file.UInt16(start + 18);
            if (version == 1)
            {
                file.ChunkInternalK = file.UInt16(start + 24);
            }

            addresses = start + (version == 0 ? 24 : 28);
            rootAt = addresses + (4 * o) + o;
        }

        if (!isOld)
        {
            file.CheckSum(start, rootAt + o + 4 - start, "the superblock");
        }

        file.Own(start, isOld ? rootAt + o + 24 - start : rootAt + o + 4 - start, "superblock");
        var written = file.Number(addresses, o) ?? 0;
        if (written != 0 && written != (ulong)start)
        {
            facts.Malformed("H1", $"the superblock at {start} says addresses count from {written}", addresses, o);
        }

        file.Base = start;
        var end = file.Number(addresses + (2 * o), o) ?? 0;
        file.EndOfFile = end > (ulong)file.Bytes.Length ? file.Bytes.Length : Math.Min(file.Bytes.Length, (long)end + (written == (ulong)start ? 0 : start));
        if (end > (ulong)file.Bytes.Length)
        {
            facts.Malformed("H1", $"the superblock says the file has {end} bytes; it has {file.Bytes.Length}", addresses + (2 * o), o);
        }

        var extension = isOld ? -1 : file.Address(addresses + o);
        if (extension >= 0)
        {
            Hdf5ObjectHeader.Read(file, extension);
        }

        var root = file.Address(rootAt);
        if (root < 0)
        {
            facts.Malformed("H1", "the root group lies outside the file", rootAt, o);
            return null;
        }

        return root;
    }

    private static void ReadObjects(Hdf5File file, long root)
    {
        var facts = file.Facts;
        var groups = new Hdf5Groups(file);
        var datasets = new Hdf5Datasets(file);
        var attributes = new Hdf5Attributes(file, datasets);
        var names = new Dictionary<long, string>();
        var first = new Dictionary<long, TensorFact>();
        var open = new Stack<Hdf5Link>();
        long pathLength = 0;
        open.Push(new Hdf5Link("", root));
        while (open.Count > 0)
        {
            facts.Reader.Cancellation.ThrowIfCancellationRequested();
            var (path, address) = open.Pop();
            if (names.TryGetValue(address, out var known))
            {
                facts.Note("H10", $"'{path}' is another name of '{known}'", address);
                if (first.TryGetValue(address, out var same))
                {
                    facts.Tensor(same with { Name = path, UniqueParameters = 0 });
                }

                continue;
            }

            pathLength += path.Length;
            if (names.Count >= MaxObjects || pathLength > facts.NameBudget)
            {
                facts.Problem("H10", ArtifactProblemKind.Unread, "more objects, or longer paths, than a file of this length is read for", address);
                return;
            }

            names[address] = path;
            var messages = Hdf5ObjectHeader.Read(file, address);
            attributes.Read(path, messages);
            if (messages.Any(message => message.Type == Hdf5Message.Layout) && messages.Any(message => message.Type == Hdf5Message.Dataspace) && messages.Any(message => message.Type == Hdf5Message.Datatype))
            {
                var count = facts.Tensors.Count;
                datasets.Read(path, address, messages);
                if (facts.Tensors.Count > count)
                {
                    first[address] = facts.Tensors[count];
                }

                continue;
            }

            var links = groups.Read(messages, path);
            pathLength += (long)links.Count * path.Length;
            for (var i = links.Count - 1; i >= 0; i--)
            {
                open.Push(new Hdf5Link(Hdf5Groups.Join(path, links[i].Name), links[i].Address));
            }
        }
    }
}
