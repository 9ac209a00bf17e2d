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
    /// <param name="source">The file.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="problem">Why there is no value.</param>
    /// <param name="maxBytes">The largest file that is read.</param>
    /// <param name="lists">Takers for the long arrays of the top object, by property: each element is handed over as it is read and not kept, so that a list of
    /// half a million does not stand in memory twice. Such an array's own value has no items.</param>
    public static JsonValue? Read(
        IArtifactSource source, CancellationToken ct, out ArtifactProblem? problem, int maxBytes = MaxBytes, IReadOnlyDictionary<string, Action<JsonValue>>? lists = null)
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
        var builder = new Builder(bytes, tokens, lists);
        var value = tokens.Read() ? builder.Value() : null;
        tokens.SkipWhitespace();
        var (message, offset) = tokens.Fault is { } fault ? (fault.Message, fault.ByteOffset)
            : value is null ? ("it is empty", 0)
            : tokens.TryPeek(out _) ? ("text follows its value", tokens.Position) : (null, 0L);
        problem = message is null ? null : new ArtifactProblem("json", ArtifactProblemKind.Unread, "cannot be read as JSON: " + message, offset);
        return problem is null ? value : null;
    }

    private sealed class Builder(byte[] bytes, JsonTokenizer tokens, IReadOnlyDictionary<string, Action<JsonValue>>? lists)
    {
        private const int LongestKept = 16;

        private readonly string?[] _kept = new string?[128];
        private long _seen;
        private int _line = 1;
        private long _lineStart;

        /// <summary>The value whose first token is the current one; null at a fault.</summary>
        /// <param name="taker">Who takes the elements when it is an array.</param>
        public JsonValue? Value(Action<JsonValue>? taker = null)
        {
            var (line, column) = Place();
            switch (tokens.Kind)
            {
                case JsonTokenKind.ObjectStart:
                    var isTop = tokens.Depth == 1;
                    var properties = new List<JsonProperty>();
                    while (tokens.Read() && tokens.Kind == JsonTokenKind.PropertyName)
                    {
                        var name = Text();
                        var (nameLine, nameColumn) = Place();
                        if (!tokens.Read() || Value(isTop && lists is not null && lists.TryGetValue(name, out var list) ? list : null) is not { } value)
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

                        if (taker is null)
                        {
                            items.Add(item);
                        }
                        else
                        {
                            taker(item);
                        }
                    }

                    return tokens.Kind == JsonTokenKind.ArrayEnd && tokens.Fault is null
                        ? new JsonValue { Kind = JsonValue.ValueKind.Array, Items = items, Line = line, Column = column }
                        : null;
                case JsonTokenKind.Text:
                    return new JsonValue { Kind = JsonValue.ValueKind.Text, Text = Text(), Line = line, Column = column };
                case JsonTokenKind.Number:
                    return new JsonValue { Kind = JsonValue.ValueKind.Number, Text = Text(), Line = line, Column = column };
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

        /// <summary>The token's text. Short ones come again and again (names of properties, element types, dimensions): the last of each place is kept.</summary>
        private string Text()
        {
            var text = tokens.Text;
            if (text.IsEmpty || text.Length > LongestKept)
            {
                return tokens.GetString();
            }

            ref var kept = ref _kept[((text.Length * 31) + (text[0] * 7) + text[^1]) % _kept.Length];
            if (kept is not null && tokens.TextEquals(kept))
            {
                return kept;
            }

            // Compared byte by byte with characters, so only a text in which each byte is one may be kept.
            var made = tokens.GetString();
            if (made.Length == text.Length)
            {
                kept = made;
            }

            return made;
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
