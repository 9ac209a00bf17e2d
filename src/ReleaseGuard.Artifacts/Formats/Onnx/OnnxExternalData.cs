using System;
using System.Collections.Generic;
using System.Globalization;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>The key and value pairs that say where a tensor's data lies outside the file (O8). The file itself is looked at by <see cref="ExternalDataCheck"/>.</summary>
internal sealed class OnnxExternalData(OnnxWalk walk)
{
    private const int MaxEntries = 64;

    private readonly HashSet<string> _references = new(StringComparer.Ordinal);

    public TensorFact Place(TensorFact fact, List<(long Start, long Length)> entries, long start, long length)
    {
        var facts = walk.Facts;
        string? location = null;
        long offset = 0;
        long? size = null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (entries.Count > MaxEntries)
        {
            facts.Malformed("O8", $"tensor '{fact.Name}' has {entries.Count} entries about its external data", start, length, fact.Name);
        }

        for (var i = 0; i < entries.Count && i < MaxEntries; i++)
        {
            var (key, value) = ReadEntry(entries[i].Start, entries[i].Length);
            if (!keys.Add(key))
            {
                facts.Malformed("O8", $"tensor '{fact.Name}' gives '{key}' of its external data twice", entries[i].Start, entries[i].Length, fact.Name);
            }

            switch (key)
            {
                case "location":
                    location = value;
                    break;
                case "offset":
                    offset = Number(fact, key, value, entries[i]) ?? 0;
                    break;
                case "length":
                    size = Number(fact, key, value, entries[i]);
                    break;
                case "checksum" or "basepath":
                    break;
                default:
                    facts.Malformed("O8", $"tensor '{fact.Name}' has an entry '{(key.Length > 64 ? key.Substring(0, 64) : key)}' about its external data, which ONNX does not define", entries[i].Start, entries[i].Length, fact.Name);
                    break;
            }
        }

        var expected = fact.Type.Kind == TensorElementKind.Text ? null : OnnxTypes.RawLength(fact.Type, fact.Parameters);
        CheckLocation(fact, location, start, length);
        if (fact.Type.Kind == TensorElementKind.Text)
        {
            facts.Malformed("O8", $"tensor '{fact.Name}' of strings cannot be external", start, length, fact.Name);
        }
        else if (expected is null || (size is { } said && said != expected))
        {
            facts.Malformed("O5", $"tensor '{fact.Name}' needs {expected?.ToString() ?? "more than 2^63"} bytes; its external data is said to have {size}", start, length, fact.Name);
        }

        return fact with { ByteOffset = offset, ByteLength = size ?? expected ?? 0, ExternalFile = location ?? "" };
    }

    private (string Key, string Value) ReadEntry(long start, long length)
    {
        var message = walk.Open(start, length);
        var seen = 0u;
        string key = "", value = "";
        while (walk.Next(ref message, OnnxSchema.Entry, ref seen))
        {
            if (message.Field == 1)
            {
                key = walk.Text(message);
            }
            else
            {
                value = walk.Text(message);
            }
        }

        return (key, value);
    }

    private void CheckLocation(TensorFact fact, string? location, long start, long length)
    {
        var facts = walk.Facts;
        if (string.IsNullOrEmpty(location))
        {
            facts.Malformed("O8", $"tensor '{fact.Name}' is external but no location is given", start, length, fact.Name);
            return;
        }

        if (ArtifactPath.WhyItEscapes(location!) is { } escape)
        {
            facts.Problem("O8", ArtifactProblemKind.PathEscape, $"external data of tensor '{fact.Name}' is at '{location}': {escape}", start, length, fact.Name);
        }
        else if (ArtifactPath.WhyNotPlain(location!) is { } odd)
        {
            facts.Malformed("O8", $"external data of tensor '{fact.Name}' is at '{location}': {odd}", start, length, fact.Name);
        }

        if (_references.Add(location!))
        {
            facts.Reference(location!);
        }
    }

    private long? Number(TensorFact fact, string key, string value, (long Start, long Length) entry)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        walk.Facts.Malformed("O8", $"tensor '{fact.Name}' gives '{key}' of its external data as '{(value.Length > 32 ? value.Substring(0, 32) : value)}', which is no byte count", entry.Start, entry.Length, fact.Name);
        return null;
    }
}
