using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Artifacts.Json;
using ReleaseGuard.Artifacts.Sources;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>
/// Reads the tokens of tokenizer files: Hugging Face JSON, word lists, SentencePiece models, tiktoken lists, chat templates.
/// In JSON every property name and string counts, wherever it stands: loaders read vocabularies from several places of the same file.
/// </summary>
internal static class TokenFiles
{
    private const int MaxBytes = 256 << 20;
    private const int MaxToken = 64 * 1024;

    /// <summary>Longer texts are templates or prose: the markers in them are taken.</summary>
    private const int LongestToken = 200;

    /// <summary>Whether a file of this name holds tokens.</summary>
    public static bool Includes(string fileName)
    {
        var name = fileName.ToLowerInvariant();
        return name is "tokenizer.json" or "tokenizer_config.json" or "special_tokens_map.json" or "added_tokens.json" or "vocab.json" or "chat_template.json"
                or "generation_config.json" or "vocab.txt" or "tokenizer.model" or "spiece.model" or "sentencepiece.bpe.model"
            || name.EndsWith(".jinja", StringComparison.Ordinal) || name.EndsWith(".tiktoken", StringComparison.Ordinal);
    }

    /// <summary>The tokens of a file; with a problem when it could not be read through.</summary>
    public static IReadOnlyList<TokenFact> Read(IArtifactSource source, string fileName, CancellationToken ct, out ArtifactProblem? problem)
    {
        problem = null;
        var tokens = new List<TokenFact>();
        if (source.Length > MaxBytes)
        {
            problem = new ArtifactProblem("tokens", ArtifactProblemKind.Unread, $"is a tokenizer file of more than {MaxBytes >> 20} MiB");
            return tokens;
        }

        var name = fileName.ToLowerInvariant();
        if (name.EndsWith(".json", StringComparison.Ordinal))
        {
            problem = ReadJson(source, tokens, ct);
        }
        else if (name.EndsWith(".model", StringComparison.Ordinal))
        {
            problem = ReadPieces(source, tokens);
        }
        else
        {
            ReadLines(source, name, tokens);
        }

        return tokens;
    }

    private static ArtifactProblem? ReadJson(IArtifactSource source, List<TokenFact> tokens, CancellationToken ct)
    {
        var json = new JsonTokenizer(new SourceReader(source, ct), 0, source.Length, MaxToken);
        while (json.Read())
        {
            if (json.Kind is JsonTokenKind.PropertyName or JsonTokenKind.Text)
            {
                Add(tokens, json.GetString(), json.TokenStart);
                if (json.IsTruncated)
                {
                    return new ArtifactProblem("tokens", ArtifactProblemKind.Unread, $"holds a text of {json.FullTextLength} bytes, of which the first {MaxToken} were read", json.TokenStart);
                }
            }
        }

        return json.Fault is { } fault ? new ArtifactProblem("tokens", ArtifactProblemKind.Unread, "cannot be read as JSON: " + fault.Message, fault.ByteOffset) : null;
    }

    private static void ReadLines(IArtifactSource source, string name, List<TokenFact> tokens)
    {
        var isTemplate = name.EndsWith(".jinja", StringComparison.Ordinal);
        var isTiktoken = name.EndsWith(".tiktoken", StringComparison.Ordinal);
        using var reader = new StreamReader(new ArtifactStream(source), new UTF8Encoding(false));
        while (reader.ReadLine() is { } line)
        {
            if (isTemplate)
            {
                AddMarkers(tokens, line, null);
            }
            else if (isTiktoken)
            {
                AddEncoded(tokens, line);
            }
            else
            {
                Add(tokens, line, null);
            }
        }
    }

    private static void AddEncoded(List<TokenFact> tokens, string line)
    {
        var space = line.IndexOf(' ');
        if (space <= 0)
        {
            return;
        }

        try
        {
            Add(tokens, Encoding.UTF8.GetString(Convert.FromBase64String(line.Substring(0, space))), null);
        }
        catch (FormatException)
        {
            Add(tokens, line, null);
        }
    }

    /// <summary>A SentencePiece model (sentencepiece_model.proto): field 1 repeats pieces, whose field 1 is the text.</summary>
    private static ArtifactProblem? ReadPieces(IArtifactSource source, List<TokenFact> tokens)
    {
        var bytes = new byte[source.Length];
        if (!source.TryReadAll(0, bytes))
        {
            return new ArtifactProblem("tokens", ArtifactProblemKind.Unread, "became shorter while it was read");
        }

        var at = 0;
        while (at < bytes.Length)
        {
            if (!TryField(bytes, ref at, bytes.Length, out var field, out var start, out var length))
            {
                // A tiktoken list is also called tokenizer.model.
                if (tokens.Count == 0)
                {
                    ReadLines(new MemoryArtifactSource(source.Name, bytes), ".tiktoken", tokens);
                    return null;
                }

                return new ArtifactProblem("tokens", ArtifactProblemKind.Unread, "is not a SentencePiece model from here on", at);
            }

            var inner = start;
            if (field == 1 && length > 0 && TryField(bytes, ref inner, start + length, out var piece, out var textStart, out var textLength) && piece == 1)
            {
                Add(tokens, Encoding.UTF8.GetString(bytes, textStart, textLength), textStart);
            }
        }

        return null;
    }

    private static bool TryField(byte[] bytes, ref int at, int end, out int field, out int start, out int length)
    {
        start = length = field = 0;
        if (!TryVarint(bytes, ref at, end, out var tag))
        {
            return false;
        }

        field = (int)(tag >> 3);
        long size;
        switch (tag & 7)
        {
            case 0:
                start = at;
                return TryVarint(bytes, ref at, end, out _);
            case 1:
                size = 8;
                break;
            case 2:
                if (!TryVarint(bytes, ref at, end, out size))
                {
                    return false;
                }

                break;
            case 5:
                size = 4;
                break;
            default:
                return false;
        }

        if (size < 0 || size > end - at)
        {
            return false;
        }

        start = at;
        length = (tag & 7) == 2 ? (int)size : 0;
        at += (int)size;
        return true;
    }

    private static bool TryVarint(byte[] bytes, ref int at, int end, out long value)
    {
        value = 0;
        for (var shift = 0; shift < 63 && at < end; shift += 7)
        {
            var b = bytes[at++];
            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(List<TokenFact> tokens, string text, long? offset)
    {
        if (text.Length > LongestToken)
        {
            AddMarkers(tokens, text, offset);
        }
        else if (text.Length > 0)
        {
            tokens.Add(new TokenFact(text, "vocabulary", offset));
            if (text.IndexOfAny(['<', '[']) > 0)
            {
                AddMarkers(tokens, text, offset);
            }
        }
    }

    /// <summary>Markers as templates write them: <c>&lt;|name|&gt;</c>, <c>&lt;name&gt;</c>, <c>[NAME]</c>.</summary>
    private static void AddMarkers(List<TokenFact> tokens, string text, long? offset)
    {
        for (var at = text.IndexOfAny(['<', '[']); at >= 0; at = text.IndexOfAny(['<', '['], at + 1))
        {
            var limit = Math.Min(text.Length - at, LongestToken);
            var length = text.IndexOf(text[at] == '<' ? '>' : ']', at, limit) - at + 1;
            if (length > 1)
            {
                tokens.Add(new TokenFact(text.Substring(at, length), "template", offset));
            }
        }
    }
}
