using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Sources;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts.Formats.Gguf;

/// <summary>
/// GGUF versions 1 to 3 in both byte orders (ggml/docs/gguf.md), as strict as ggml/src/gguf.cpp and beyond it: padding must be zero and nothing may
/// follow the last tensor. Reads the header, and of the data only the padding. Invariants G1 to G18; G19 is in <see cref="GgufSplitCheck"/>.
/// </summary>
internal sealed class GgufFormat : ArtifactFormat
{
    private const int DefaultAlignment = 32;
    private const int MaxName = 64;
    private const int MaxDimensions = 4;
    private const long MaxTensors = 10_000_000;
    private const long MaxValues = 100_000;

    private static readonly TensorType Unknown = new("?", TensorElementKind.Unknown, 8);

    private static readonly TensorStorage BigEndian = new(TensorStorageKind.BigEndian);

    public override string Name => "gguf";

    public override string[] Extensions => [".gguf"];

    public override bool Recognises(ReadOnlySpan<byte> head, long length) =>
        head.Length >= 4 && head[0] == 'G' && head[1] == 'G' && head[2] == 'U' && head[3] == 'F';

    protected override void Read(FactsBuilder facts)
    {
        var reader = facts.Reader;
        Span<byte> start = stackalloc byte[8];
        if (!reader.TryRead(0, start) || !Recognises(start, reader.Length))
        {
            facts.Malformed("G1", "the file does not begin with 'GGUF' and a version", 0, Math.Min(8, reader.Length));
            return;
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(start.Slice(4));
        var isBigEndian = version != 0 && (version & 0xFFFF) == 0;
        if (isBigEndian)
        {
            version = BinaryPrimitives.ReverseEndianness(version);
        }

        if (version is not (1 or 2 or 3))
        {
            facts.Malformed("G1", $"version {version} is not one of GGUF's (1 to 3)", 4, 4);
            return;
        }

        facts.Metadata("GGUF.version", version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        facts.Metadata("GGUF.byte_order", isBigEndian ? "big" : "little");
        new Header(facts, new GgufCursor(reader, isBigEndian, version), version, isBigEndian ? BigEndian : null).Read();
    }

    private sealed class Header(FactsBuilder facts, GgufCursor cursor, uint version, TensorStorage? storage)
    {
        private readonly GgufMetadata _metadata = new(facts, cursor);
        private readonly TensorNameCheck _nameCheck = new("G8", facts);
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);

        // Layout state: where the next tensor must begin, and whether that is still known.
        private readonly List<Placed> _placed = [];

        public void Read()
        {
            if (!cursor.TryCount(out var tensors) || !cursor.TryCount(out var values))
            {
                facts.Malformed("G2", "the file ends before its counts", cursor.Position);
                return;
            }

            var smallestTensor = version == 1 ? 20 : 24;
            var smallestValue = version == 1 ? 9 : 13;
            var good = CountFits(tensors, smallestTensor, MaxTensors, "tensors") & CountFits(values, smallestValue, MaxValues, "metadata values");
            if (!good || !_metadata.Read((long)values))
            {
                return;
            }

            for (long i = 0; i < (long)tensors; i++)
            {
                facts.Reader.Cancellation.ThrowIfCancellationRequested();
                if (!ReadTensor())
                {
                    return;
                }
            }

            Place();
        }

        private bool CountFits(ulong count, int smallest, long most, string what)
        {
            if (count <= (ulong)(cursor.Remaining / smallest) && count <= (ulong)most)
            {
                return true;
            }

            facts.Malformed("G2", $"{count} {what} do not fit the file or the limit of {most}", 8);
            return false;
        }

        private bool ReadTensor()
        {
            var at = cursor.Position;
            if (!ReadName(out var name))
            {
                return false;
            }

            if (!cursor.TryUInt32(out var dimensions))
            {
                return Cut("G9", name);
            }

            if (dimensions > MaxDimensions)
            {
                facts.Malformed("G9", $"tensor '{name}' has {dimensions} dimensions; ggml has at most {MaxDimensions}", cursor.Position - 4, 4, name);
                return false;
            }

            // Stored innermost first; facts are outermost first.
            var shape = new long[dimensions];
            var isShapeGood = true;
            for (var i = shape.Length - 1; i >= 0; i--)
            {
                if (!cursor.TryCount(out var dimension))
                {
                    return Cut("G10", name);
                }

                if (dimension > long.MaxValue)
                {
                    facts.Malformed("G10", $"tensor '{name}' has a dimension of {dimension}", cursor.Position - 8, 8, name);
                    isShapeGood = false;
                }

                shape[i] = (long)Math.Min(dimension, long.MaxValue);
            }

            if (!cursor.TryUInt32(out var number) || !cursor.TryUInt64(out var offset))
            {
                return Cut("G11", name);
            }

            var type = GgufTypes.Find(number);
            if (type is null)
            {
                facts.Malformed("G11", $"tensor '{name}' has type {number}, which ggml does not have", cursor.Position - 12, 4, name);
            }

            var elements = isShapeGood ? TensorShape.Count(shape) : null;
            if (isShapeGood && elements is null)
            {
                facts.Malformed("G10", $"the shape of tensor '{name}' multiplies to more than 2^63-1 elements", at, tensor: name);
            }

            var bytes = type is null || elements is null ? null : Size(name, type, shape, elements.Value, at);
            _placed.Add(new Placed(name, type, shape, elements, bytes, offset, at));
            return true;
        }

        private bool ReadName(out string name)
        {
            name = "";
            var at = cursor.Position;
            if (!cursor.TryCount(out var length) || length > (ulong)cursor.Remaining)
            {
                facts.Malformed("G8", "a tensor name reaches past the end of the file", at);
                return false;
            }

            if (length >= MaxName)
            {
                facts.Malformed("G8", $"a tensor name has {length} bytes; ggml allows {MaxName - 1}", at, (long)length);
            }

            if (length > GgufMetadata.MaxKey)
            {
                return false;
            }

            var bytes = cursor.Take((int)length).ToArray();
            name = GgufMetadata.Decode(bytes, out var isUtf8);
            if (!isUtf8)
            {
                facts.Malformed("G8", "a tensor name is not UTF-8", at, bytes.Length, name);
            }

            if (!_names.Add(name))
            {
                facts.Malformed("G8", $"tensor '{name}' is in the file twice", at, bytes.Length, name);
            }

            _nameCheck.Check(name, bytes.Length, at);
            return true;
        }

        private long? Size(string name, TensorType type, long[] shape, long elements, long at)
        {
            var row = shape.Length == 0 ? 1 : shape[shape.Length - 1];
            if (row % type.BlockElements != 0)
            {
                facts.Malformed("G12", $"rows of tensor '{name}' have {row} elements, not whole blocks of {type.BlockElements} ({type})", at, tensor: name);
                return null;
            }

            var bytes = type.ByteLength(elements);
            if (bytes is null or > long.MaxValue - DefaultAlignment)
            {
                facts.Malformed("G13", $"the size of tensor '{name}' does not fit 63 bits", at, tensor: name);
                return null;
            }

            return bytes;
        }

        private bool Cut(string invariant, string name)
        {
            facts.Malformed(invariant, $"the file ends inside the record of tensor '{name}'", cursor.Position, tensor: name);
            return false;
        }

        /// <summary>G14 to G17: tensors follow each other in the order of their records, each padded to the alignment with zeros, and nothing follows.</summary>
        private void Place()
        {
            var alignment = _metadata.Alignment ?? DefaultAlignment;
            var reader = facts.Reader;
            var headerEnd = cursor.Position;
            var start = Math.Min(Pad(headerEnd, alignment), reader.Length);
            CheckPadding(headerEnd, start, "after the header");
            decimal next = 0;
            var end = start;
            foreach (var tensor in _placed)
            {
                if (tensor.Offset % (ulong)alignment != 0)
                {
                    facts.Malformed("G15", $"tensor '{tensor.Name}' begins at {tensor.Offset}, which is not a multiple of {alignment}", tensor.At, tensor: tensor.Name);
                }

                if (tensor.Offset != next)
                {
                    facts.Malformed("G14", $"tensor '{tensor.Name}' begins at {tensor.Offset}; after the tensors before it that is {next}", tensor.At, tensor: tensor.Name);
                    ReportGap(start, next, tensor);
                }

                var offset = (long)Math.Min((decimal)start + tensor.Offset, reader.Length);
                var bytes = tensor.ByteLength ?? 0;
                var held = Math.Min(bytes, reader.Length - offset);
                if ((decimal)start + tensor.Offset + bytes > reader.Length)
                {
                    facts.Malformed("G16", $"tensor '{tensor.Name}' ends after the end of the file", tensor.At, tensor: tensor.Name);
                }

                var type = tensor.Type ?? Unknown;
                var most = (long)Math.Min(long.MaxValue, (decimal)held * 8 / type.BlockBits * type.BlockElements);
                facts.Tensor(new TensorFact(tensor.Name, type, tensor.Shape, Math.Min(tensor.Elements ?? 0, most), offset, held) { Storage = storage });
                end = Math.Max(end, offset + held);
                next = tensor.Offset + (decimal)Pad(bytes, alignment);
                if (tensor.ByteLength is not null && held == bytes)
                {
                    var padded = Pad(offset + bytes, alignment);
                    if (padded > reader.Length)
                    {
                        // Tensors that are mapped do not need it; loaders that read the data whole refuse the file.
                        facts.Note("G16", $"the file ends before the padding of tensor '{tensor.Name}' does", reader.Length, tensor: tensor.Name);
                        padded = reader.Length;
                    }

                    CheckPadding(offset + bytes, padded, $"after tensor '{tensor.Name}'");
                    end = Math.Max(end, padded);
                }
            }

            if (end < reader.Length)
            {
                facts.Problem("G17", ArtifactProblemKind.Orphan, $"{reader.Length - end} bytes after the last tensor belong to no tensor", end, reader.Length - end);
                facts.Payload("tail", end, reader.Length - end);
            }
        }

        private void ReportGap(long start, decimal next, Placed tensor)
        {
            var from = (decimal)start + next;
            var to = Math.Min((decimal)start + tensor.Offset, facts.Reader.Length);
            if (to > from)
            {
                facts.Problem("G17", ArtifactProblemKind.Orphan, $"{to - from} bytes before tensor '{tensor.Name}' belong to no tensor", (long)from, (long)(to - from));
                facts.Payload("hole", (long)from, (long)(to - from));
            }
        }

        private void CheckPadding(long from, long to, string where)
        {
            var length = to - from;
            if (length <= 0)
            {
                return;
            }

            const int Sample = 64 * 1024;
            var bytes = new byte[(int)Math.Min(length, Sample)];
            facts.Reader.TryRead(from, bytes);
            foreach (var b in bytes)
            {
                if (b != 0)
                {
                    facts.Problem("G17", ArtifactProblemKind.Orphan, $"the {length} bytes of padding {where} are not zero", from, length);
                    facts.Payload("padding", from, length);
                    return;
                }
            }

            if (length > Sample)
            {
                facts.Problem("G17", ArtifactProblemKind.Orphan, $"{length} bytes of padding {where}", from, length);
                facts.Payload("padding", from, length);
            }
        }

        private static long Pad(long value, long alignment) => (value + alignment - 1) / alignment * alignment;
    }

    private sealed record Placed(string Name, TensorType? Type, long[] Shape, long? Elements, long? ByteLength, ulong Offset, long At);
}
