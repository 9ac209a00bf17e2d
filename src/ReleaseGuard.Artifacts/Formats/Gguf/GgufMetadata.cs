using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ReleaseGuard.Artifacts.Formats.Gguf;

/// <summary>
/// The key-value part of a GGUF header. Small values are kept as text; long arrays are walked and measured, never held, except the vocabulary.
/// Arrays and strings are where gigabytes can hide in plain sight, so each large one is told.
/// </summary>
internal sealed class GgufMetadata(FactsBuilder facts, GgufCursor cursor)
{
    public const int MaxKey = 65535;

    private const long MaxItems = 1L << 30;
    private const int MaxNesting = 4;
    private const int MaxText = 64 * 1024;
    private const int MaxListed = 64;
    private const int MaxVocabulary = 4_000_000;
    private const long LargeArray = 4096;

    /// <summary>Longest chat template that is taken for one; the longest published have some 20 KiB.</summary>
    private const long LongTemplate = 256 * 1024;

    private static readonly string[] KnownPrefixes = ["general.", "tokenizer.", "split.", "clip.", "quantize.", "adapter.", "imatrix.", "rope.", "sampling.", "controlvector."];

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<(string Key, long Count, long Offset, long Length)> _numericArrays = [];
    private readonly List<(string Key, long Offset)> _offPrefix = [];
    private readonly List<string> _vocabulary = [];
    private string _architecture = "";
    private long _tokens = -1;

    /// <summary><c>general.alignment</c> where it was there and legal.</summary>
    public long? Alignment { get; private set; }

    /// <summary>Reads <paramref name="count"/> pairs; false when the rest of the file cannot be placed any more.</summary>
    public bool Read(long count)
    {
        for (long i = 0; i < count; i++)
        {
            facts.Reader.Cancellation.ThrowIfCancellationRequested();
            if (!ReadPair())
            {
                return false;
            }
        }

        if (_vocabulary.Count > 0)
        {
            facts.Vocabulary(_vocabulary);
        }

        JudgeArrays();
        foreach (var (key, offset) in _offPrefix)
        {
            if (_architecture.Length == 0 || !key.StartsWith(_architecture + ".", StringComparison.Ordinal))
            {
                facts.Note("G17", $"metadata '{key}' is none that a loader of architecture '{_architecture}' reads", offset);
            }
        }

        return true;
    }

    /// <summary>Strict UTF-8; where it is not, one character per byte, so no name is lost.</summary>
    public static string Decode(byte[] bytes, out bool isUtf8)
    {
        try
        {
            isUtf8 = true;
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            isUtf8 = false;
            var text = new StringBuilder(bytes.Length);
            foreach (var b in bytes)
            {
                text.Append((char)b);
            }

            return text.ToString();
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    private bool ReadPair()
    {
        var at = cursor.Position;
        if (!cursor.TryCount(out var length) || length > (ulong)cursor.Remaining)
        {
            facts.Malformed("G3", "a metadata key reaches past the end of the file", at);
            return false;
        }

        if (length is 0 or > MaxKey)
        {
            facts.Malformed("G3", $"a metadata key has {length} bytes", at, (long)length);
            if (length != 0)
            {
                return false;
            }
        }

        var bytes = cursor.Take((int)length).ToArray();
        var key = Decode(bytes, out _);
        CheckKey(key, bytes, at);
        if (!_keys.Add(key))
        {
            facts.Malformed("G4", $"metadata key '{key}' is in the file twice", at, bytes.Length);
        }

        if (!cursor.TryUInt32(out var number))
        {
            facts.Malformed("G5", $"the file ends inside metadata '{key}'", cursor.Position);
            return false;
        }

        return ReadValue(key, (GgufValueType)number, cursor.Position - 4);
    }

    private void CheckKey(string key, byte[] bytes, long at)
    {
        var isPlain = true;
        foreach (var b in bytes)
        {
            if (b is < 0x21 or > 0x7E)
            {
                facts.Malformed("G3", $"metadata key '{key}' has characters other than visible ASCII", at, bytes.Length);
                return;
            }

            isPlain &= b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'.' or (byte)'-';
        }

        if (!isPlain)
        {
            facts.Note("G3", $"metadata key '{key}' is not written in lower case with '_' and '.'", at, bytes.Length);
        }

        foreach (var prefix in KnownPrefixes)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                return;
            }
        }

        _offPrefix.Add((key, at));
    }

    private bool ReadValue(string key, GgufValueType type, long at)
    {
        if (type == GgufValueType.Array)
        {
            return ReadArray(key, at, 1);
        }

        if (type == GgufValueType.Text)
        {
            return ReadText(key);
        }

        var size = SizeOf(type);
        if (size == 0)
        {
            facts.Malformed("G5", $"metadata '{key}' has type {(uint)type}, which GGUF does not have", at, 4);
            return false;
        }

        if (!cursor.TryScalar(size, out var bits))
        {
            facts.Malformed("G5", $"the file ends inside metadata '{key}'", cursor.Position);
            return false;
        }

        CheckBool(key, type, bits, cursor.Position - size);
        if (key == "general.alignment")
        {
            ReadAlignment(type, bits, at);
        }

        facts.Metadata(key, Show(type, bits));
        return true;
    }

    private void ReadAlignment(GgufValueType type, ulong bits, long at)
    {
        if (type != GgufValueType.UInt32)
        {
            facts.Malformed("G7", $"general.alignment is of type {type}, not UInt32", at);
        }
        else if (bits == 0 || (bits & (bits - 1)) != 0)
        {
            facts.Malformed("G7", $"general.alignment {bits} is not a power of two", at);
        }
        else
        {
            Alignment = (long)bits;
        }
    }

    private bool ReadText(string key)
    {
        var at = cursor.Position;
        if (!cursor.TryCount(out var length) || length > (ulong)cursor.Remaining)
        {
            facts.Malformed("G3", $"the string '{key}' reaches past the end of the file", at);
            return false;
        }

        var offset = cursor.Position;
        var kept = cursor.Take((int)Math.Min(length, MaxText)).ToArray();
        var value = length > MaxText ? Encoding.UTF8.GetString(kept) : Decode(kept, out var isUtf8) is var text && isUtf8 ? text : NotUtf8(key, text, at);
        cursor.Skip(length - (ulong)kept.Length);
        facts.Metadata(key, value);
        if (key == "general.architecture")
        {
            _architecture = value;
        }

        var isTemplate = key.StartsWith("tokenizer.chat_template", StringComparison.Ordinal) && length <= LongTemplate && MetadataValue.EncodingOf(value) is null;
        if (isTemplate)
        {
            facts.Payload($"metadata '{key}'", offset, (long)length);
        }
        else
        {
            MetadataValue.Check(facts, "G17", key, value, offset, (long)length);
        }

        return true;
    }

    private string NotUtf8(string key, string text, long at)
    {
        facts.Malformed("G3", $"the string '{key}' is not UTF-8", at);
        return text;
    }

    private bool ReadArray(string key, long at, int depth)
    {
        if (!cursor.TryUInt32(out var number) || !cursor.TryCount(out var count))
        {
            facts.Malformed("G5", $"the file ends inside metadata '{key}'", cursor.Position);
            return false;
        }

        var type = (GgufValueType)number;
        var smallest = type switch { GgufValueType.Text => 4, GgufValueType.Array => 8, _ => SizeOf(type) };
        if (smallest == 0)
        {
            facts.Malformed("G5", $"array '{key}' has items of type {number}, which GGUF does not have", at);
            return false;
        }

        if (count > MaxItems || count > (ulong)(cursor.Remaining / smallest))
        {
            facts.Malformed("G5", $"array '{key}' says {count} items, which do not fit the file or the limit of {MaxItems}", at);
            return false;
        }

        var start = cursor.Position;
        if (type == GgufValueType.Array)
        {
            return ReadNested(key, at, depth, count);
        }

        if (type == GgufValueType.Text)
        {
            return ReadTexts(key, count, start);
        }

        return ReadNumbers(key, type, count, start);
    }

    private bool ReadNested(string key, long at, int depth, ulong count)
    {
        facts.Malformed("G5", $"array '{key}' holds arrays, which ggml refuses", at);
        if (depth >= MaxNesting)
        {
            return false;
        }

        for (ulong i = 0; i < count; i++)
        {
            if (!ReadArray(key, cursor.Position, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadTexts(string key, ulong count, long start)
    {
        var isVocabulary = key == "tokenizer.ggml.tokens";
        var listed = count <= MaxListed ? new StringBuilder("[") : null;
        for (ulong i = 0; i < count; i++)
        {
            if (!cursor.TryCount(out var length) || length > (ulong)cursor.Remaining)
            {
                facts.Malformed("G3", $"item {i} of array '{key}' reaches past the end of the file", cursor.Position);
                return false;
            }

            var keep = (isVocabulary && _vocabulary.Count < MaxVocabulary) || listed is { Length: < MaxText };
            if (!keep || length > MaxText)
            {
                cursor.Skip(length);
                continue;
            }

            var text = Encoding.UTF8.GetString(cursor.Take((int)length).ToArray());
            if (isVocabulary)
            {
                _vocabulary.Add(text);
            }

            listed?.Append(i == 0 ? "" : ", ").Append(text);
        }

        if (isVocabulary)
        {
            _tokens = (long)count;
        }

        facts.Metadata(key, listed is { } all ? all.Append(']').ToString() : $"[{count} strings]");
        var bytes = cursor.Position - start;
        if (bytes > LargeArray)
        {
            facts.Payload($"metadata '{key}'", start, bytes);
            if (!key.StartsWith("tokenizer.", StringComparison.Ordinal))
            {
                facts.Problem("G17", ArtifactProblemKind.Metadata, $"metadata array '{key}' has {bytes} bytes of text", start, bytes);
            }
        }

        return true;
    }

    private bool ReadNumbers(string key, GgufValueType type, ulong count, long start)
    {
        var size = SizeOf(type);
        if (count > MaxListed && type != GgufValueType.Bool)
        {
            cursor.Skip(count * (ulong)size);
            facts.Metadata(key, $"[{count} {type}]");
        }
        else
        {
            var listed = new StringBuilder("[");
            for (ulong i = 0; i < count; i++)
            {
                cursor.TryScalar(size, out var bits);
                CheckBool(key, type, bits, cursor.Position - size);
                if (i < MaxListed)
                {
                    listed.Append(i == 0 ? "" : ", ").Append(Show(type, bits));
                }
            }

            facts.Metadata(key, count > MaxListed ? $"[{count} {type}]" : listed.Append(']').ToString());
        }

        var bytes = cursor.Position - start;
        if (bytes > LargeArray)
        {
            facts.Payload($"metadata '{key}'", start, bytes);
            _numericArrays.Add((key, (long)count, start, bytes));
        }

        return true;
    }

    /// <summary>Large numeric arrays belong beside a vocabulary of the same length; anything else could be a tensor that no tensor table shows.</summary>
    private void JudgeArrays()
    {
        foreach (var (key, count, offset, length) in _numericArrays)
        {
            if (!(key is "tokenizer.ggml.scores" or "tokenizer.ggml.token_type" && count == _tokens))
            {
                facts.Problem("G17", ArtifactProblemKind.Metadata, $"metadata array '{key}' has {count} numbers ({length} bytes) outside the tensor table", offset, length);
            }
        }
    }

    private void CheckBool(string key, GgufValueType type, ulong bits, long at)
    {
        if (type == GgufValueType.Bool && bits > 1)
        {
            facts.Malformed("G6", $"metadata '{key}' has a bool of {bits}", at, 1);
        }
    }

    private static int SizeOf(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Bool => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        GgufValueType.UInt64 or GgufValueType.Int64 or GgufValueType.Float64 => 8,
        _ => 0,
    };

    private static string Show(GgufValueType type, ulong bits) => type switch
    {
        GgufValueType.Bool => bits != 0 ? "true" : "false",
        GgufValueType.Int8 => ((sbyte)bits).ToString(CultureInfo.InvariantCulture),
        GgufValueType.Int16 => ((short)bits).ToString(CultureInfo.InvariantCulture),
        GgufValueType.Int32 => ((int)bits).ToString(CultureInfo.InvariantCulture),
        GgufValueType.Int64 => ((long)bits).ToString(CultureInfo.InvariantCulture),
        GgufValueType.Float32 => BitConverter.ToSingle(BitConverter.GetBytes((uint)bits), 0).ToString("R", CultureInfo.InvariantCulture),
        GgufValueType.Float64 => BitConverter.Int64BitsToDouble((long)bits).ToString("R", CultureInfo.InvariantCulture),
        _ => bits.ToString(CultureInfo.InvariantCulture),
    };
}
