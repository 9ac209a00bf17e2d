using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Json;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts.Formats.Safetensors;

/// <summary>The header object of one safetensors file: tensor entries, metadata, and the layout they claim for the data that follows.</summary>
internal sealed class SafetensorsHeader(FactsBuilder facts, JsonTokenizer json, long dataStart)
{
    private static readonly TensorType Unknown = new("?", TensorElementKind.Unknown, 8);

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<Range> _ranges = [];
    private readonly List<long> _shape = [];
    private readonly TensorNameCheck _nameCheck = new("S13", facts);
    private bool _hasMetadata;
    private long? _declaredParameters;

    /// <summary>Whether the header was an object that ended properly.</summary>
    public bool IsObject { get; private set; }

    private long DataLength => Math.Max(0, facts.Reader.Length - dataStart);

    public void Read()
    {
        if (!json.Read())
        {
            return;
        }

        if (json.Kind != JsonTokenKind.ObjectStart)
        {
            facts.Malformed("S4", "the header is not a JSON object", json.TokenStart);
            return;
        }

        while (json.Read() && json.Kind == JsonTokenKind.PropertyName)
        {
            var nameOffset = json.TokenStart;
            var nameLength = json.FullTextLength;
            if (json.TextEquals("__metadata__"))
            {
                ReadMetadata(nameOffset);
                continue;
            }

            var isCut = json.IsTruncated;
            var name = json.GetString();
            if (!_names.Add(name) && !isCut)
            {
                facts.Malformed("S6", $"tensor '{name}' is in the header twice", nameOffset, nameLength + 2, name);
            }

            _nameCheck.Check(name, nameLength, nameOffset);
            ReadEntry(name, nameOffset);
        }

        IsObject = json.Fault is null;
    }

    /// <summary>S11: the ranges, sorted, tile the data exactly: no hole, no overlap, no tail.</summary>
    public void CheckLayout()
    {
        // Names are freed before sorting: only the ranges matter now.
        _ranges.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long cursor = 0;
        foreach (var range in _ranges)
        {
            var name = facts.Tensors[range.Tensor].Name;
            if (range.Begin > cursor)
            {
                var hole = Math.Min(range.Begin, DataLength) - cursor;
                if (hole > 0)
                {
                    Unowned($"{hole} bytes before tensor '{name}' belong to no tensor", "hole", cursor, hole);
                }
            }
            else if (range.Begin < cursor)
            {
                facts.Malformed("S11", $"tensor '{name}' begins {cursor - range.Begin} bytes before the previous one ends", Absolute(range.Begin), Math.Min(cursor, range.End) - range.Begin, name);
            }

            // A zero-size tensor inside another must not move the cursor back (S12).
            cursor = Math.Max(cursor, range.End);
        }

        if (cursor < DataLength)
        {
            Unowned($"{DataLength - cursor} bytes after the last tensor belong to no tensor", "tail", cursor, DataLength - cursor);
        }

        CheckDeclaredParameters();
    }

    private void CheckDeclaredParameters()
    {
        if (_declaredParameters is not { } declared)
        {
            return;
        }

        decimal counted = 0;
        foreach (var tensor in facts.Tensors)
        {
            counted += tensor.Parameters;
        }

        if (declared != counted)
        {
            facts.Note("S8", $"metadata says total_parameters {declared}; the tensors have {counted}");
        }
    }

    private void Unowned(string message, string what, long begin, long length)
    {
        facts.Malformed("S11", message, Absolute(begin), length);
        facts.Problem("S11", ArtifactProblemKind.Orphan, message, Absolute(begin), length);
        facts.Payload(what, Absolute(begin), length);
    }

    private long Absolute(long dataOffset) => dataStart + Math.Min(dataOffset, long.MaxValue - dataStart);

    private void ReadMetadata(long nameOffset)
    {
        if (_hasMetadata)
        {
            facts.Malformed("S6", "__metadata__ is in the header twice", nameOffset);
        }

        _hasMetadata = true;
        if (!json.Read())
        {
            return;
        }

        if (json.Kind != JsonTokenKind.ObjectStart)
        {
            facts.Malformed("S8", "__metadata__ is not an object", json.TokenStart);
            json.SkipValue();
            return;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.Kind == JsonTokenKind.PropertyName)
        {
            var keyOffset = json.TokenStart;
            var isCut = json.IsTruncated;
            var key = json.GetString();
            if (!keys.Add(key) && !isCut)
            {
                facts.Malformed("S6", $"metadata key '{key}' is there twice", keyOffset);
            }

            if (!json.Read())
            {
                return;
            }

            if (json.Kind != JsonTokenKind.Text)
            {
                facts.Malformed("S8", $"metadata value '{key}' is not a string", json.TokenStart);
                json.SkipValue();
                continue;
            }

            var value = json.GetString();
            facts.Metadata(key, value);
            MetadataValue.Check(facts, "S8", key, value, json.TokenStart + 1, json.Position - json.TokenStart - 2);
            if (key == "total_parameters" && long.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var total))
            {
                _declaredParameters = total;
            }
        }
    }

    private void ReadEntry(string name, long nameOffset)
    {
        if (!json.Read())
        {
            return;
        }

        if (json.Kind != JsonTokenKind.ObjectStart)
        {
            facts.Malformed("S7", $"the entry of tensor '{name}' is not an object", json.TokenStart, tensor: name);
            json.SkipValue();
            return;
        }

        TensorType? type = null;
        long[]? shape = null;
        long begin = -1, end = -1;
        Fields seen = 0;
        while (json.Read() && json.Kind == JsonTokenKind.PropertyName)
        {
            var offset = json.TokenStart;
            if (json.TextEquals("dtype"))
            {
                Once(Fields.Dtype, "dtype", offset);
                type = ReadType(name) ?? type;
            }
            else if (json.TextEquals("shape"))
            {
                Once(Fields.Shape, "shape", offset);
                shape = ReadIntegers(name, "shape") ?? shape;
            }
            else if (json.TextEquals("data_offsets"))
            {
                Once(Fields.Offsets, "data_offsets", offset);
                if (ReadIntegers(name, "data_offsets") is { } offsets)
                {
                    if (offsets.Length != 2)
                    {
                        facts.Malformed("S11", $"data_offsets of tensor '{name}' has {offsets.Length} numbers instead of 2", offset, tensor: name);
                    }
                    else if (offsets[0] > offsets[1])
                    {
                        facts.Malformed("S11", $"data_offsets of tensor '{name}' end before they begin", offset, tensor: name);
                    }
                    else
                    {
                        (begin, end) = (offsets[0], offsets[1]);
                    }
                }
            }
            else
            {
                var field = json.GetString();
                if (!json.Read() || !json.SkipValue())
                {
                    return;
                }

                facts.Malformed("S7", $"the entry of tensor '{name}' has an unknown field '{Shorten(field)}'", offset, json.Position - offset, name);
                facts.Payload($"field '{Shorten(field)}' of tensor '{name}'", offset, json.Position - offset);
            }
        }

        if (json.Fault is not null)
        {
            return;
        }

        foreach (var (field, text) in new[] { (Fields.Dtype, "dtype"), (Fields.Shape, "shape"), (Fields.Offsets, "data_offsets") })
        {
            if ((seen & field) == 0)
            {
                facts.Malformed("S7", $"the entry of tensor '{name}' has no {text}", nameOffset, tensor: name);
            }
        }

        AddTensor(name, nameOffset, type, shape, begin, end);

        void Once(Fields field, string text, long offset)
        {
            if ((seen & field) != 0)
            {
                facts.Malformed("S6", $"the entry of tensor '{name}' has {text} twice", offset, tensor: name);
            }

            seen |= field;
        }
    }

    private void AddTensor(string name, long nameOffset, TensorType? type, long[]? shape, long begin, long end)
    {
        // Its name is still a fact when the rest is not: a policy must see it. What could not be read was reported where it stands.
        var isUnderstood = type is not null && shape is not null;
        type ??= Unknown;
        shape ??= [];
        var hasRange = begin >= 0;
        var stored = hasRange ? end - begin : 0;
        var held = type.Bits == 0 ? 0 : (long)Math.Min(long.MaxValue, (decimal)stored * 8 / type.Bits);
        var elements = isUnderstood ? TensorShape.Count(shape) : held;
        if (elements is null)
        {
            facts.Malformed("S9", $"the shape of tensor '{name}' multiplies to more than 2^63-1 elements", nameOffset, tensor: name);
        }
        else if (isUnderstood && hasRange)
        {
            if (type.Bits % 8 != 0 && (decimal)elements.Value * type.Bits % 8 != 0)
            {
                facts.Malformed("S10", $"tensor '{name}' of {elements} {type} elements does not end on a byte", nameOffset, tensor: name);
            }
            else if (elements > long.MaxValue / Math.Max(1, type.Bits))
            {
                facts.Malformed("S9", $"the size in bits of tensor '{name}' does not fit 63 bits", nameOffset, tensor: name);
            }
            else if (type.ByteLength(elements.Value) != stored)
            {
                facts.Malformed("S10", $"tensor '{name}' needs {type.ByteLength(elements.Value)} bytes by shape and dtype; data_offsets give {stored}", nameOffset, tensor: name);
            }
        }

        long offset = dataStart, length = 0;
        if (hasRange)
        {
            if (end > DataLength)
            {
                facts.Malformed("S11", $"tensor '{name}' ends {end - DataLength} bytes after the end of the file", nameOffset, tensor: name);
            }

            offset = Math.Min(Absolute(begin), facts.Reader.Length);
            length = Math.Max(0, Math.Min(Absolute(end), facts.Reader.Length) - offset);
            _ranges.Add(new Range(begin, end, facts.Tensors.Count));
        }

        facts.Tensor(new TensorFact(name, type, shape, Math.Min(elements ?? held, hasRange ? held : 0), offset, length));
    }

    private TensorType? ReadType(string tensor)
    {
        if (!json.Read())
        {
            return null;
        }

        if (json.Kind == JsonTokenKind.Text)
        {
            var type = SafetensorsTypes.Find(json.Text, out var isStandard);
            if (type is not null)
            {
                if (!isStandard)
                {
                    facts.Note("S7", $"tensor '{tensor}' has dtype {type}, which the format does not list", json.TokenStart, tensor: tensor);
                }

                return type;
            }

            facts.Malformed("S7", $"tensor '{tensor}' has an unknown dtype '{Shorten(json.GetString())}'", json.TokenStart, tensor: tensor);
            return null;
        }

        facts.Malformed("S7", $"the dtype of tensor '{tensor}' is not a string", json.TokenStart, tensor: tensor);
        json.SkipValue();
        return null;
    }

    private long[]? ReadIntegers(string tensor, string field)
    {
        if (!json.Read())
        {
            return null;
        }

        if (json.Kind != JsonTokenKind.ArrayStart)
        {
            facts.Malformed("S7", $"{field} of tensor '{tensor}' is not an array", json.TokenStart, tensor: tensor);
            json.SkipValue();
            return null;
        }

        var isGood = true;
        _shape.Clear();
        while (json.Read() && json.Kind != JsonTokenKind.ArrayEnd)
        {
            if (json.TryGetInteger(out var value))
            {
                _shape.Add(value);
                continue;
            }

            if (isGood)
            {
                var text = json.Kind == JsonTokenKind.Number ? Shorten(json.GetString()) : json.Kind.ToString();
                facts.Malformed("S9", $"{field} of tensor '{tensor}' holds {text}, which is not a non-negative integer below 2^63", json.TokenStart, tensor: tensor);
            }

            isGood = false;
            json.SkipValue();
        }

        return isGood && json.Fault is null ? _shape.Count == 0 ? [] : _shape.ToArray() : null;
    }

    private static string Shorten(string text) => text.Length <= 64 ? text : text.Substring(0, 64) + "…";

    [Flags]
    private enum Fields
    {
        Dtype = 1,
        Shape = 2,
        Offsets = 4,
    }

    private readonly record struct Range(long Begin, long End, int Tensor);
}
