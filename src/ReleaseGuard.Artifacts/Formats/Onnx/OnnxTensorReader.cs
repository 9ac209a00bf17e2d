using System.Collections.Generic;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>
/// TensorProto and SparseTensorProto: dimensions and type against the one field that holds the values (O3 to O6), in the file or outside it (O8).
/// Values that a loader would ignore are reported where they lie.
/// </summary>
internal sealed class OnnxTensorReader(OnnxWalk walk)
{
    private const int MaxRank = 64;
    private const int ExternalLocation = 1;

    private readonly OnnxExternalData _external = new(walk);
    private readonly TensorNameCheck _nameCheck = new("O7", walk.Facts);

    /// <summary>
    /// Reads one tensor and lists it. Its own name wins; <paramref name="place"/> names it when it has none. A segment of a larger tensor goes to
    /// <paramref name="segments"/>, which is made when the first is met and finished by the caller.
    /// </summary>
    /// <returns>The dimensions, or null when they are unusable; the name as written; and whether it is a further segment of a tensor met before.</returns>
    public (long[]? Shape, string Name, bool IsFurtherSegment) Read(long start, long length, string place, int depth, ref OnnxSegments? segments)
    {
        if (!walk.Enter(start, depth))
        {
            return (null, "", false);
        }

        var facts = walk.Facts;
        var tensor = new Fields();
        var message = walk.Open(start, length);
        var seen = 0u;
        while (walk.Next(ref message, OnnxSchema.Tensor, ref seen))
        {
            Take(message, tensor, depth);
        }

        var name = tensor.Name.Length > 0 ? tensor.Name : place;
        if (tensor.Name.Length > 0)
        {
            _nameCheck.Check(tensor.Name, tensor.NameLength, tensor.NameStart);
        }

        if (tensor.Rank > MaxRank)
        {
            facts.Malformed("O3", $"tensor '{name}' has {tensor.Rank} dimensions; more than {MaxRank} are not read", start, length, name);
            return (null, tensor.Name, false);
        }

        var shape = tensor.Shape.ToArray();
        if (TensorShape.Count(shape) is not { } elements)
        {
            facts.Malformed("O3", $"tensor '{name}' has dimensions [{string.Join(", ", shape)}]: negative, or too large a product", start, length, name);
            walk.Unowned("O3", $"the values of tensor '{name}' cannot be told", start, length, name);
            return (null, tensor.Name, false);
        }

        if (OnnxTypes.Find(tensor.DataType) is not { } type)
        {
            facts.Malformed("O6", $"tensor '{name}' has data type {tensor.DataType}, which does not exist", start, length, name);
            walk.Unowned("O6", $"the values of tensor '{name}' cannot be told", start, length, name);
            return (shape, tensor.Name, false);
        }

        if (tensor.Segment is not { } segment)
        {
            facts.Tensor(Place(new TensorFact(name, type, shape, elements, 0, 0), tensor, start, length));
            return (shape, tensor.Name, false);
        }

        var (begin, end) = segment;
        if (begin < 0 || end < begin || end > elements)
        {
            facts.Malformed("O4", $"tensor '{name}' of {elements} elements is said to be its segment {begin} to {end}", start, length, name);
            (begin, end) = (0, elements);
        }

        segments ??= new OnnxSegments(walk);
        var isFirst = segments.Add(Place(new TensorFact(name, type, [end - begin], end - begin, 0, 0), tensor, start, length), shape, begin);
        return (shape, tensor.Name, !isFirst);
    }

    public void ReadSparse(long start, long length, string place, int depth, HashSet<string>? names)
    {
        if (!walk.Enter(start, depth))
        {
            return;
        }

        var message = walk.Open(start, length);
        var seen = 0u;
        long[]? values = null, indices = null;
        var name = place;
        OnnxSegments? segments = null;
        while (walk.Next(ref message, OnnxSchema.SparseTensor, ref seen))
        {
            switch (message.Field)
            {
                case 1:
                    (values, var own, _) = Read(message.Start, message.Length, place, depth + 1, ref segments);
                    name = own.Length > 0 ? own : place;
                    if (names is not null && !names.Add(own))
                    {
                        walk.Facts.Malformed("O7", $"initializer '{own}' stands twice", message.FieldStart, message.Length, own);
                    }

                    break;
                case 2:
                    (indices, _, _) = Read(message.Start, message.Length, name + "/indices", depth + 1, ref segments);
                    break;
            }
        }

        segments?.Finish();
        if (values is not { Length: 1 } || indices is not { Length: 1 or 2 } || values[0] != indices[0])
        {
            walk.Facts.Malformed("O5", $"sparse tensor '{name}' does not have one index for each value", start, length, name);
        }
    }

    private void Take(in ProtobufMessage field, Fields tensor, int depth)
    {
        switch (field.Field)
        {
            case 1:
                TakeDimensions(field, tensor);
                break;
            case 2:
                tensor.DataType = (long)field.Value;
                break;
            case 3:
                tensor.Segment = ReadSegment(field, depth + 1);
                break;
            case 4 or 5 or 6 or 7 or 10 or 11:
                if (tensor.ValueField != 0 && tensor.ValueField != field.Field)
                {
                    tensor.ExtraValues.Add((field.Field, field.Start, field.Length));
                    break;
                }

                tensor.ValueField = field.Field;
                if (tensor.Values.Add(field, OnnxSchema.Tensor.Find(field.Field)!.Kind, walk.Bytes) is { } fault)
                {
                    walk.Facts.Malformed("O1", fault, field.Start, field.Length);
                }

                break;
            case 8:
                tensor.Name = walk.Text(field);
                tensor.NameStart = field.Start;
                tensor.NameLength = field.Length;
                break;
            case 9:
                tensor.RawStart = field.Start;
                tensor.RawLength = field.Length;
                break;
            case 13:
                tensor.ExternalEntries.Add((field.Start, field.Length));
                break;
            case 14:
                tensor.Location = (long)field.Value;
                if (tensor.Location is not (0 or ExternalLocation))
                {
                    walk.Facts.Malformed("O8", $"data_location {tensor.Location} does not exist", field.FieldStart, field.Length);
                }

                break;
            case 16:
                walk.Metadata(field.Start, field.Length, keep: false);
                break;
        }
    }

    private (long Begin, long End) ReadSegment(in ProtobufMessage field, int depth)
    {
        long begin = 0, end = 0;
        if (walk.Enter(field.Start, depth))
        {
            var message = walk.Open(field.Start, field.Length);
            for (var seen = 0u; walk.Next(ref message, OnnxSchema.Segment, ref seen);)
            {
                begin = message.Field == 1 ? (long)message.Value : begin;
                end = message.Field == 2 ? (long)message.Value : end;
            }
        }

        return (begin, end);
    }

    private void TakeDimensions(in ProtobufMessage field, Fields tensor)
    {
        if (field.Wire == ProtobufWire.Varint)
        {
            tensor.Add((long)field.Value, MaxRank);
            return;
        }

        for (var packed = new ProtobufNumbers(walk.Bytes, field.Start, field.Length); packed.Next();)
        {
            tensor.Add((long)packed.Value, MaxRank);
        }
    }

    /// <summary>Where the tensor's values are; what else it carries is reported.</summary>
    private TensorFact Place(TensorFact fact, Fields tensor, long start, long length)
    {
        var facts = walk.Facts;
        var isExternal = tensor.Location == ExternalLocation;
        foreach (var extra in tensor.ExtraValues)
        {
            facts.Malformed("O4", $"tensor '{fact.Name}' has values in more than one field", extra.Start, extra.Length, fact.Name);
            walk.Unowned("O4", $"values of tensor '{fact.Name}' that no loader takes", extra.Start, extra.Length, fact.Name);
        }

        if (isExternal)
        {
            if (tensor.RawStart >= 0)
            {
                walk.Unowned("O4", $"raw_data of tensor '{fact.Name}', whose data is said to be in another file", tensor.RawStart, tensor.RawLength, fact.Name);
            }

            if (tensor.Values.IsPresent)
            {
                walk.Unowned("O4", $"values of tensor '{fact.Name}', whose data is said to be in another file", tensor.Values.Begin, tensor.Values.End - tensor.Values.Begin, fact.Name);
            }

            return _external.Place(fact, tensor.ExternalEntries, start, length);
        }

        if (tensor.ExternalEntries.Count > 0)
        {
            facts.Malformed("O8", $"tensor '{fact.Name}' names external data but does not say its data is there", start, length, fact.Name);
            _external.Place(fact, tensor.ExternalEntries, start, length);
        }

        if (tensor.RawStart >= 0)
        {
            if (tensor.Values.IsPresent)
            {
                facts.Malformed("O4", $"tensor '{fact.Name}' has values in raw_data and in another field", tensor.Values.Begin, tensor.Values.End - tensor.Values.Begin, fact.Name);
                walk.Unowned("O4", $"values of tensor '{fact.Name}' beside its raw_data", tensor.Values.Begin, tensor.Values.End - tensor.Values.Begin, fact.Name);
            }

            return PlaceRaw(fact, tensor);
        }

        return PlaceValues(fact, tensor, start, length);
    }

    private TensorFact PlaceRaw(TensorFact fact, Fields tensor)
    {
        if (fact.Type.Kind == TensorElementKind.Text)
        {
            walk.Facts.Malformed("O4", $"tensor '{fact.Name}' of strings has raw_data", tensor.RawStart, tensor.RawLength, fact.Name);
            walk.Unowned("O4", $"raw_data of string tensor '{fact.Name}'", tensor.RawStart, tensor.RawLength, fact.Name);
            return fact with { ByteOffset = tensor.RawStart, ByteLength = tensor.RawLength, Storage = new TensorStorage(TensorStorageKind.Scalars) };
        }

        var expected = OnnxTypes.RawLength(fact.Type, fact.Parameters);
        if (expected is null || tensor.RawLength < expected)
        {
            walk.Facts.Malformed("O5", $"tensor '{fact.Name}' needs {expected?.ToString() ?? "more than 2^63"} bytes and has {tensor.RawLength}", tensor.RawStart, tensor.RawLength, fact.Name);
        }
        else if (tensor.RawLength > expected)
        {
            var excess = tensor.RawLength - expected.Value;
            walk.Facts.Malformed("O5", $"tensor '{fact.Name}' needs {expected} bytes and has {tensor.RawLength}", tensor.RawStart, tensor.RawLength, fact.Name);
            walk.Unowned("O5", $"bytes after the last element of tensor '{fact.Name}'", tensor.RawStart + expected.Value, excess, fact.Name);
            return fact with { ByteOffset = tensor.RawStart, ByteLength = expected.Value };
        }

        return fact with { ByteOffset = tensor.RawStart, ByteLength = tensor.RawLength };
    }

    private TensorFact PlaceValues(TensorFact fact, Fields tensor, long start, long length)
    {
        var values = tensor.Values;
        var expected = OnnxTypes.ValueCount((int)tensor.DataType, fact.Type, fact.Parameters);
        if (!values.IsPresent && expected == 0)
        {
            return fact with { ByteOffset = start };
        }

        if (!values.IsPresent)
        {
            walk.Facts.Malformed("O4", $"tensor '{fact.Name}' has {fact.Parameters} elements and no values", start, length, fact.Name);
            return fact with { ByteOffset = start, Storage = new TensorStorage(TensorStorageKind.Absent) };
        }

        var span = values.End - values.Begin;
        if (tensor.ValueField != OnnxTypes.ValueField((int)tensor.DataType))
        {
            walk.Facts.Malformed("O4", $"tensor '{fact.Name}' of type {fact.Type} has its values in {OnnxSchema.Tensor.Find(tensor.ValueField)!.Name}", values.Begin, span, fact.Name);
        }

        if (expected is null || values.Count != expected)
        {
            walk.Facts.Malformed("O5", $"tensor '{fact.Name}' needs {expected?.ToString() ?? "more than 2^63"} values and has {values.Count}", values.Begin, span, fact.Name);
            if (expected is null || values.Count > expected)
            {
                walk.Facts.Payload($"values of tensor '{fact.Name}', more than it has elements", values.Begin, span);
            }
        }

        // Packed floats are the elements themselves; all other fields spell numbers out one by one.
        return values.IsContiguous && values.Count == expected
            ? fact with { ByteOffset = values.Begin, ByteLength = span }
            : fact with { ByteOffset = values.Begin, ByteLength = span, Storage = new TensorStorage(TensorStorageKind.Scalars) };
    }

    /// <summary>The fields of one TensorProto as they are met.</summary>
    private sealed class Fields
    {
        public ScalarRun Values;

        public List<long> Shape { get; } = [];

        public List<(int Field, long Start, long Length)> ExtraValues { get; } = [];

        public List<(long Start, long Length)> ExternalEntries { get; } = [];

        public long Rank { get; private set; }

        public long DataType { get; set; }

        public (long Begin, long End)? Segment { get; set; }

        public int ValueField { get; set; }

        public string Name { get; set; } = "";

        public long NameStart { get; set; }

        public long NameLength { get; set; }

        public long RawStart { get; set; } = -1;

        public long RawLength { get; set; }

        public long Location { get; set; }

        public void Add(long dimension, int limit)
        {
            Rank++;
            if (Rank <= limit)
            {
                Shape.Add(dimension);
            }
        }
    }
}
