using System;
using System.Collections.Generic;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Artifacts.Json;
using ReleaseGuard.Artifacts.Sources;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Reads a JSON side file (configuration, dependency list, manifest) into values with places. Strict, bounded, never throws for content.</summary>
internal static class JsonFile
{
    /// <summary>Larger files of these kinds do not occur; one that is larger is reported as not read.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>The top value; null with a problem when the file is too large, not JSON, or could not be read.</summary>
    public static JsonValue? Read(IArtifactSource source, CancellationToken ct, out ArtifactProblem? problem, int maxBytes = MaxBytes)
    {
        if (source.Length > maxBytes)
        {
            problem = new ArtifactProblem("json", ArtifactProblemKind.Unread, $"is a JSON file of more than {maxBytes >> 20} MiB");
            return null;
        }

        var bytes = new byte[source.Length];
        if (!source.TryReadAll(0, bytes))
        {
            problem = new ArtifactProblem("json", ArtifactProblemKind.Unread, "became shorter while it was read");
            return null;
        }

        // A byte order mark is not JSON, but tools write it and every loader skips it.
        var start = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        var tokens = new JsonTokenizer(new SourceReader(new MemoryArtifactSource(source.Name, bytes), ct), start, bytes.Length - start);
        var builder = new Builder(bytes, tokens);
        var value = tokens.Read() ? builder.Value() : null;
        tokens.SkipWhitespace();
        var (message, offset) = tokens.Fault is { } fault ? (fault.Message, fault.ByteOffset)
            : value is null ? ("it is empty", 0)
            : tokens.TryPeek(out _) ? ("text follows its value", tokens.Position) : (null, 0L);
        problem = message is null ? null : new ArtifactProblem("json", ArtifactProblemKind.Unread, "cannot be read as JSON: " + message, offset);
        return problem is null ? value : null;
    }

    private sealed class Builder(byte[] bytes, JsonTokenizer tokens)
    {
        private long _seen;
        private int _line = 1;
        private long _lineStart;

        /// <summary>The value whose first token is the current one; null at a fault.</summary>
        public JsonValue? Value()
        {
            var (line, column) = Place();
            switch (tokens.Kind)
            {
                case JsonTokenKind.ObjectStart:
                    var properties = new List<JsonProperty>();
                    while (tokens.Read() && tokens.Kind == JsonTokenKind.PropertyName)
                    {
                        var name = tokens.GetString();
                        var (nameLine, nameColumn) = Place();
                        if (!tokens.Read() || Value() is not { } value)
                        {
                            return null;
                        }

                        properties.Add(new JsonProperty(name, value, nameLine, nameColumn));
                    }

                    return tokens.Kind == JsonTokenKind.ObjectEnd && tokens.Fault is null
                        ? new JsonValue { Kind = JsonValue.ValueKind.Object, Properties = properties, Line = line, Column = column }
                        : null;
                case JsonTokenKind.ArrayStart:
                    var items = new List<JsonValue>();
                    while (tokens.Read() && tokens.Kind != JsonTokenKind.ArrayEnd)
                    {
                        if (Value() is not { } item)
                        {
                            return null;
                        }

                        items.Add(item);
                    }

                    return tokens.Kind == JsonTokenKind.ArrayEnd && tokens.Fault is null
                        ? new JsonValue { Kind = JsonValue.ValueKind.Array, Items = items, Line = line, Column = column }
                        : null;
                case JsonTokenKind.Text:
                    return new JsonValue { Kind = JsonValue.ValueKind.Text, Text = tokens.GetString(), Line = line, Column = column };
                case JsonTokenKind.Number:
                    return new JsonValue { Kind = JsonValue.ValueKind.Number, Text = tokens.GetString(), Line = line, Column = column };
                case JsonTokenKind.True:
                    return new JsonValue { Kind = JsonValue.ValueKind.Boolean, Text = "true", Line = line, Column = column };
                case JsonTokenKind.False:
                    return new JsonValue { Kind = JsonValue.ValueKind.Boolean, Text = "false", Line = line, Column = column };
                case JsonTokenKind.Null:
                    return new JsonValue { Kind = JsonValue.ValueKind.Null, Text = "null", Line = line, Column = column };
                default:
                    return null;
            }
        }

        private (int Line, int Column) Place()
        {
            for (; _seen < tokens.TokenStart; _seen++)
            {
                if (bytes[_seen] == (byte)'\n')
                {
                    _line++;
                    _lineStart = _seen + 1;
                }
            }

            return (_line, (int)(tokens.TokenStart - _lineStart) + 1);
        }
    }
}
