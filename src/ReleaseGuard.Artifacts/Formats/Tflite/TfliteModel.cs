using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts.Formats.Tflite;

/// <summary>One model: its buffers, the tensors that use them, and what uses none.</summary>
internal sealed class TfliteModel(FactsBuilder facts, FlatBuffer file, FlatTable model)
{
    // Structure that is shared by many offsets could be walked without end; every real model has fewer tables than bytes in 16.
    private readonly long _maxTables = 1000 + (facts.Reader.Length / 16);
    private const long LargeBlob = 4096;
    private const long LargeGap = 1024;

    private readonly List<StoredBuffer> _buffers = [];
    private readonly List<(long Begin, long End, string What)> _outside = [];
    private readonly TensorNameCheck _nameCheck = new("T6", facts);
    private readonly HashSet<string> _references = new(StringComparer.Ordinal);
    private long _tables;

    private enum Use : byte
    {
        None,
        Tensor,
        Metadata,
    }

    public void Read()
    {
        facts.Metadata("version", model.UInt32(0).ToString(System.Globalization.CultureInfo.InvariantCulture));
        ReadDescription();
        ReadBuffers();
        Each(model, 1, "operator code", code => code.Text(1, "the name of an operator"));
        Each(model, 2, "subgraph", ReadSubgraph);
        ReadMetadata();
        Each(model, 7, "signature", ReadSignature);
        JudgeBuffers();
        JudgeBytes();
    }

    private void ReadDescription()
    {
        if (model.Vector(3, 1, "the description") is { } text)
        {
            var description = file.Bytes.Text(text.Offset, text.Count, 64 * 1024);
            facts.Metadata("description", description);
            MetadataValue.Check(facts, "T9", "description", description, text.Offset, text.Count);
        }
    }

    private void ReadBuffers() => Each(model, 4, "buffer", table =>
    {
        var number = _buffers.Count;
        var (offset, size) = (table.UInt64(1), table.UInt64(2));
        if (table.Vector(0, 1, $"buffer {number}") is { Count: > 0 } data)
        {
            _buffers.Add(new StoredBuffer(data.Offset, data.Count));
        }
        else if (offset > 1)
        {
            _buffers.Add(Outside(offset, size, $"buffer {number}"));
        }
        else
        {
            _buffers.Add(new StoredBuffer(0, 0));
        }

        if (number == 0 && _buffers[0].Length > 0)
        {
            facts.Malformed("T5", "buffer 0, which means 'no data', holds data", _buffers[0].Offset, _buffers[0].Length);
        }
    });

    private StoredBuffer Outside(ulong offset, ulong size, string what)
    {
        if (offset > (ulong)facts.Reader.Length || size > (ulong)facts.Reader.Length - offset)
        {
            facts.Malformed("T7", $"{what} at {offset} of {size} bytes reaches past the end of the file");
            return new StoredBuffer(0, 0);
        }

        _outside.Add(((long)offset, (long)(offset + size), what));
        file.Take((long)offset, (long)size);
        return new StoredBuffer((long)offset, (long)size);
    }

    private void ReadSubgraph(FlatTable graph)
    {
        Each(graph, 0, "tensor", ReadTensor);
        graph.Vector(1, 4, "the inputs of a subgraph");
        graph.Vector(2, 4, "the outputs of a subgraph");
        graph.Text(4, "the name of a subgraph");
        Each(graph, 3, "operator", ReadOperator);
    }

    private void ReadOperator(FlatTable operation)
    {
        operation.Vector(1, 4, "the inputs of an operator");
        operation.Vector(2, 4, "the outputs of an operator");
        operation.Vector(6, 1, "the inputs an operator changes");
        operation.Vector(7, 4, "the intermediates of an operator");
        operation.Table(4, "the options of an operator");
        operation.Table(12, "the options of an operator");
        if (operation.Vector(5, 1, "the custom options of an operator") is { } options)
        {
            Blob("custom options of an operator", options.Offset, options.Count);
        }

        if (operation.UInt64(9) is > 1 and var offset)
        {
            var stored = Outside(offset, operation.UInt64(10), "the custom options of an operator");
            Blob("custom options of an operator", stored.Offset, stored.Length);
        }
    }

    private void ReadTensor(FlatTable table)
    {
        var name = table.Text(3, "the name of a tensor");
        var shape = ReadShape(table, name);
        var number = table.Byte(1);
        var type = TfliteTypes.Find((sbyte)number);
        if (type is null)
        {
            facts.Malformed("T6", $"tensor '{name}' has type {number}, which TFLite does not have", table.Position, tensor: name);
        }

        table.Vector(7, 4, $"the shape signature of tensor '{name}'");
        ReadQuantization(table, name, shape);
        var isSparse = table.Has(6);
        if (isSparse)
        {
            ReadSparsity(table, name);
        }

        if (table.UInt32(10) is > 0 and var external)
        {
            AddExternal(table, name, type, shape, external);
            return;
        }

        var index = table.UInt32(2);
        if (index >= _buffers.Count)
        {
            facts.Malformed("T6", $"tensor '{name}' uses buffer {index} of {_buffers.Count}", table.Position, tensor: name);
            return;
        }

        var buffer = _buffers[(int)index];
        if (buffer.Length == 0)
        {
            return;
        }

        buffer.Use = Use.Tensor;
        _nameCheck.Check(name, name.Length, table.Position);
        CheckSize(name, type, shape, buffer, isSparse, table.Position);
        Add(name, type, shape, buffer.Offset, buffer.Length, isSparse, null);
    }

    private void Add(string name, TensorType? type, long[] shape, long offset, long length, bool isSparse, string? external)
    {
        type ??= new TensorType("?", TensorElementKind.Unknown, 8);
        var elements = type.BlockBits == 0 ? 0 : TensorShape.Count(shape) ?? 0;
        var most = type.BlockBits == 0 ? 0 : (long)Math.Min(long.MaxValue, (decimal)length * 8 / type.BlockBits);

        // A sparse tensor stores fewer values than it has elements; its elements cannot be more than its shape says, and its shape is all there is to go by.
        facts.Tensor(new TensorFact(name, type, shape, isSparse ? elements : Math.Min(elements, most), offset, length)
        {
            ExternalFile = external,
            Storage = isSparse ? new TensorStorage(TensorStorageKind.Compressed) : null,
        });
    }

    private void CheckSize(string name, TensorType? type, long[] shape, StoredBuffer buffer, bool isSparse, long at)
    {
        if (type is null || type.BlockBits == 0)
        {
            return;
        }

        var elements = TensorShape.Count(shape);
        if (elements is null)
        {
            facts.Malformed("T6", $"the shape of tensor '{name}' multiplies to more than 2^63-1 elements", at, tensor: name);
            return;
        }

        // Sub-byte types fill their last byte.
        var needed = Math.Ceiling((decimal)elements.Value * type.BlockBits / 8);
        if (isSparse ? buffer.Length > needed : buffer.Length != needed)
        {
            facts.Malformed("T6", $"tensor '{name}' needs {needed} bytes by shape and type; its buffer has {buffer.Length}", buffer.Offset, buffer.Length, name);
        }
    }

    private long[] ReadShape(FlatTable table, string name)
    {
        if (table.Vector(0, 4, $"the shape of tensor '{name}'") is not { } vector)
        {
            return [];
        }

        const int MaxDimensions = 64;
        if (vector.Count > MaxDimensions)
        {
            facts.Malformed("T6", $"tensor '{name}' has {vector.Count} dimensions", vector.Offset, vector.ByteLength, name);
            return [];
        }

        var shape = new long[vector.Count];
        for (var i = 0; i < shape.Length; i++)
        {
            file.Bytes.TryUInt32(vector.At(i), out var dimension);
            shape[i] = (int)dimension;
            if (shape[i] < 0)
            {
                facts.Malformed("T6", $"tensor '{name}' has a dimension of {shape[i]}", vector.At(i), 4, name);
                shape[i] = 0;
            }
        }

        return shape;
    }

    private void ReadQuantization(FlatTable table, string name, long[] shape)
    {
        if (table.Table(4, $"the quantization of tensor '{name}'") is not { } quantization)
        {
            return;
        }

        long widest = 1;
        foreach (var dimension in shape)
        {
            widest = Math.Max(widest, dimension);
        }

        // min, max, scale (32 bit) and zero point (64 bit): one for all, or one for each index of one dimension.
        foreach (var (field, length) in new[] { (0, 4), (1, 4), (2, 4), (3, 8) })
        {
            if (quantization.Vector(field, length, $"the quantization of tensor '{name}'") is not { } values)
            {
                continue;
            }

            if (values.Count > widest)
            {
                facts.Problem("T9", ArtifactProblemKind.Metadata, $"the quantization of tensor '{name}' has {values.Count} numbers for dimensions of at most {widest}", values.Offset, values.ByteLength, name);
                facts.Payload($"quantization of tensor '{name}'", values.Offset, values.ByteLength);
            }
            else if (values.ByteLength > LargeBlob)
            {
                facts.Payload($"quantization of tensor '{name}'", values.Offset, values.ByteLength);
            }
        }

        quantization.Table(5, $"the quantization of tensor '{name}'")?.Vector(0, 1, $"the quantization of tensor '{name}'");
    }

    private void ReadSparsity(FlatTable table, string name)
    {
        var what = $"the sparsity of tensor '{name}'";
        if (table.Table(6, what) is not { } sparsity)
        {
            return;
        }

        sparsity.Vector(0, 4, what);
        sparsity.Vector(1, 4, what);
        Each(sparsity, 2, what, dimension =>
        {
            foreach (var (kind, field) in new[] { (2, 3), (4, 5) })
            {
                // Int32Vector, Uint16Vector, Uint8Vector.
                var width = dimension.Byte(kind) switch { 1 => 4, 2 => 2, 3 => 1, _ => 0 };
                if (width > 0 && dimension.Table(field, what)?.Vector(0, width, what) is { } indices && indices.ByteLength > LargeBlob)
                {
                    facts.Payload($"sparse indices of tensor '{name}'", indices.Offset, indices.ByteLength);
                }
            }
        });
    }

    private void AddExternal(FlatTable table, string name, TensorType? type, long[] shape, uint id)
    {
        FlatTable? found = null;
        Each(model, 9, "external buffer", buffer => found = buffer.UInt32(0) == id ? buffer : found);
        FlatTable? group = null;
        if (found is not null && model.Vector(8, 4, "the external buffer groups") is { } groups && found.UInt32(1) < groups.Count)
        {
            group = FlatTable.Item(file, groups, found.UInt32(1), "an external buffer group");
        }

        if (found is null || group is null)
        {
            facts.Malformed("T11", $"tensor '{name}' uses external buffer {id}, which is not there", table.Position, tensor: name);
            return;
        }

        var path = group.Text(0, "the name of an external buffer group", 4096);
        if (ArtifactPath.WhyItEscapes(path) is { } escape)
        {
            facts.Problem("T11", ArtifactProblemKind.PathEscape, $"external file '{path}' leaves the folder: {escape}", group.Position, tensor: name);
        }
        else if (ArtifactPath.WhyNotPlain(path) is { } why)
        {
            facts.Malformed("T11", $"external file '{path}' is not a plain path: {why}", group.Position, tensor: name);
        }
        else if (_references.Add(path))
        {
            facts.Reference(path);
        }

        found.Text(4, "the packing of an external buffer");
        var (offset, length) = (found.UInt64(2), found.UInt64(3));
        if (offset > long.MaxValue || length > long.MaxValue)
        {
            facts.Malformed("T11", $"tensor '{name}' lies at {offset} of its external file with {length} bytes", found.Position, tensor: name);
            return;
        }

        Add(name, type, shape, (long)offset, (long)length, table.Has(6), path);
    }

    private void ReadMetadata()
    {
        Each(model, 6, "metadata entry", entry =>
        {
            var name = entry.Text(0, "the name of a metadata entry", 1024);
            UseAsMetadata(entry.UInt32(1), name);
        });
        if (model.Vector(5, 4, "the metadata buffers") is { } old)
        {
            for (long i = 0; i < Math.Min(old.Count, _buffers.Count); i++)
            {
                file.Bytes.TryUInt32(old.At(i), out var index);
                UseAsMetadata(index, $"metadata buffer {index}");
            }
        }
    }

    private void UseAsMetadata(uint index, string name)
    {
        if (index >= _buffers.Count)
        {
            facts.Malformed("T9", $"metadata '{name}' uses buffer {index} of {_buffers.Count}");
            return;
        }

        var buffer = _buffers[(int)index];
        buffer.Use = buffer.Use == Use.Tensor ? Use.Tensor : Use.Metadata;
        if (name is "TFLITE_METADATA" or "min_runtime_version" or "CONVERSION_METADATA")
        {
            facts.Metadata(name, $"[{buffer.Length} bytes]");
            if (buffer.Length > LargeBlob)
            {
                facts.Payload($"metadata '{name}'", buffer.Offset, buffer.Length);
            }

            return;
        }

        Blob($"metadata '{name}'", buffer.Offset, buffer.Length);
    }

    private void ReadSignature(FlatTable signature)
    {
        signature.Text(2, "the key of a signature");
        foreach (var field in new[] { 0, 1 })
        {
            Each(signature, field, "signature entry", entry => entry.Text(0, "the name of a signature entry"));
        }
    }

    private void Blob(string what, long offset, long length)
    {
        if (length > LargeBlob)
        {
            facts.Problem("T9", ArtifactProblemKind.Metadata, $"{what}: {length} bytes", offset, length);
            facts.Payload(what, offset, length);
        }
    }

    private void JudgeBuffers()
    {
        for (var i = 0; i < _buffers.Count; i++)
        {
            var buffer = _buffers[i];
            if (buffer.Use == Use.None && buffer.Length > 0)
            {
                facts.Problem("T8", ArtifactProblemKind.Orphan, $"buffer {i} of {buffer.Length} bytes is used by no tensor and no metadata", buffer.Offset, buffer.Length);
                facts.Payload($"buffer {i}", buffer.Offset, buffer.Length);
            }
        }

        _outside.Sort(static (a, b) => a.Begin.CompareTo(b.Begin));
        for (var i = 1; i < _outside.Count; i++)
        {
            if (_outside[i].Begin < _outside[i - 1].End && (_outside[i].Begin, _outside[i].End) != (_outside[i - 1].Begin, _outside[i - 1].End))
            {
                facts.Malformed("T7", $"{_outside[i].What} shares bytes with {_outside[i - 1].What}", _outside[i].Begin, _outside[i - 1].End - _outside[i].Begin);
            }
        }
    }

    private void JudgeBytes()
    {
        var length = facts.Reader.Length;
        var end = file.End();
        foreach (var (offset, count) in file.Gaps(LargeGap, length))
        {
            if (offset < end)
            {
                facts.Problem("T10", ArtifactProblemKind.Orphan, $"{count} bytes that no table, buffer or vector takes", offset, count);
                facts.Payload("gap", offset, count);
            }
        }

        var tail = length - end;
        if (tail <= 0)
        {
            return;
        }

        Span<byte> mark = stackalloc byte[4];
        var isZip = facts.Reader.TryRead(end, mark) && BinaryPrimitives.ReadUInt32LittleEndian(mark) == 0x04034b50;
        if (isZip)
        {
            // TFLite metadata keeps its associated files (labels, vocabularies) in a zip archive behind the model.
            facts.Note("T10", $"an archive of {tail} bytes follows the model", end, tail);
            facts.Payload("archive of associated files", end, tail);
        }
        else if (tail >= LargeGap || HasContent(end, tail))
        {
            facts.Problem("T10", ArtifactProblemKind.Orphan, $"{tail} bytes follow the model", end, tail);
            facts.Payload("tail", end, tail);
        }
    }

    private bool HasContent(long offset, long length)
    {
        for (var i = offset; i < offset + length; i++)
        {
            if (file.Bytes.ByteAt(i) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Each(FlatTable owner, int field, string what, Action<FlatTable> read)
    {
        if (owner.Vector(field, 4, $"the {what}s") is not { } vector)
        {
            return;
        }

        for (long i = 0; i < vector.Count; i++)
        {
            facts.Reader.Cancellation.ThrowIfCancellationRequested();
            if (++_tables > _maxTables)
            {
                if (_tables == _maxTables + 1)
                {
                    facts.Malformed("T4", $"more than {_maxTables} tables: offsets lead to the same ones again and again");
                }

                return;
            }

            if (FlatTable.Item(file, vector, i, what) is { } table)
            {
                read(table);
            }
            else if (what == "buffer")
            {
                // Later buffers keep their numbers.
                _buffers.Add(new StoredBuffer(0, 0));
            }
        }
    }

    private sealed class StoredBuffer(long offset, long length)
    {
        public long Offset => offset;

        public long Length => length;

        public Use Use { get; set; }
    }
}
