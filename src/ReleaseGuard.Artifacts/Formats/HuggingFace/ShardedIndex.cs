using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using ReleaseGuard.Artifacts.Formats;
using ReleaseGuard.Artifacts.Json;
using ReleaseGuard.Artifacts.Sources;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts;

/// <summary>
/// Reads <c>*.safetensors.index.json</c> and <c>pytorch_model.bin.index.json</c> as a stream: time linear in its length, memory not above it.
/// Invariants I1, I6, I8 and I9; what concerns the shards' contents is in <see cref="ShardSetCheck"/>.
/// </summary>
public static class ShardedIndex
{
    /// <summary>Caps of the Hugging Face hub's own reader (parse-safetensors-index).</summary>
    private const long MaxLength = 250_000_000;

    private const int MaxShards = 10_000;
    private const int MaxToken = 100_000;

    /// <summary>Whether a file of this name is such an index.</summary>
    public static bool IsIndexName(string fileName) =>
        fileName.EndsWith(".safetensors.index.json", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".bin.index.json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an index. Never throws for content; an input error becomes a problem of kind <see cref="ArtifactProblemKind.Unread"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static ShardedIndexFacts Read(IArtifactSource source, CancellationToken ct = default)
    {
        var reader = new SourceReader(source, ct);
        var facts = new FactsBuilder("safetensors index", reader);
        var parser = new Parser(facts);
        try
        {
            if (reader.Length > MaxLength)
            {
                facts.Malformed("I9", $"the index has {reader.Length} bytes, more than {MaxLength}", 0, reader.Length);
            }
            else
            {
                parser.Read();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            facts.Problem("X1", ArtifactProblemKind.Unread, $"could not be read: {e.Message}");
        }

        return parser.Build(source.Name);
    }

    private sealed class Parser(FactsBuilder facts)
    {
        private readonly JsonTokenizer _json = new(facts.Reader, 0, facts.Reader.Length, MaxToken);
        // A tensor takes some hundred bytes of an index: its name and its shard's.
        private readonly TensorNameTable _names = new((int)Math.Min(facts.Reader.Length, MaxLength) / 128);
        private readonly List<string> _shards = [];
        private readonly Dictionary<string, int> _shardNumbers = new(StringComparer.Ordinal);
        private int[] _shardOf = new int[16];
        private long? _totalSize;
        private long? _totalParameters;
        private string _lastShard = "";
        private int _lastShardNumber = -1;

        public ShardedIndexFacts Build(string name)
        {
            var built = facts.Build();
            return new ShardedIndexFacts(name, built.Length, built.BytesRead, _names, _shardOf, _shards, _totalSize, _totalParameters, built.Problems, built.Payloads);
        }

        public void Read()
        {
            if (_json.Read() && _json.Kind != JsonTokenKind.ObjectStart)
            {
                facts.Malformed("I9", "the index is not a JSON object", _json.TokenStart);
                return;
            }

            bool hasMap = false, hasMetadata = false;
            while (_json.Fault is null && _json.Read() && _json.Kind == JsonTokenKind.PropertyName)
            {
                var offset = _json.TokenStart;
                if (_json.TextEquals("weight_map"))
                {
                    Once(ref hasMap, "weight_map", offset);
                    ReadMap();
                }
                else if (_json.TextEquals("metadata"))
                {
                    Once(ref hasMetadata, "metadata", offset);
                    ReadMetadata();
                }
                else
                {
                    var field = _json.GetString();
                    if (_json.Read() && _json.SkipValue())
                    {
                        var length = _json.Position - offset;
                        facts.Problem("I9", length > 1024 ? ArtifactProblemKind.Metadata : ArtifactProblemKind.Note, $"the index has a field '{field}' of {length} bytes that indexes do not have", offset, length);
                        facts.Payload($"field '{field}'", offset, length);
                    }
                }
            }

            if (_json.Fault is { } fault)
            {
                facts.Malformed("I9", $"the index is not {(fault.IsEncoding ? "UTF-8" : "JSON")}: {fault.Message}", fault.ByteOffset);
                return;
            }

            _json.SkipWhitespace();
            if (_json.TryPeek(out _))
            {
                facts.Malformed("I9", "bytes follow the index's closing brace", _json.Position, facts.Reader.Length - _json.Position);
                facts.Payload("tail", _json.Position, facts.Reader.Length - _json.Position);
            }

            if (!hasMap)
            {
                facts.Malformed("I9", "the index has no weight_map");
            }

            ShardNumbering.Check(facts, _shards);
        }

        private void Once(ref bool seen, string field, long offset)
        {
            if (seen)
            {
                facts.Malformed("I8", $"{field} is in the index twice", offset);
            }

            seen = true;
        }

        private void ReadMap()
        {
            if (!Enter("weight_map"))
            {
                return;
            }

            while (_json.Read() && _json.Kind == JsonTokenKind.PropertyName)
            {
                var offset = _json.TokenStart;
                if (_json.IsTruncated)
                {
                    facts.Malformed("I9", $"a tensor name of {_json.FullTextLength} bytes", offset, _json.FullTextLength);
                }

                var number = _names.Add(_json.Text, out var isNew);
                if (!isNew)
                {
                    facts.Malformed("I8", $"tensor '{_names[number]}' is in the map twice", offset, tensor: _names[number]);
                }
                else if (number == _shardOf.Length)
                {
                    Array.Resize(ref _shardOf, number * 2);
                }

                if (isNew)
                {
                    _shardOf[number] = -1;
                }

                if (!_json.Read())
                {
                    return;
                }

                if (_json.Kind != JsonTokenKind.Text)
                {
                    facts.Malformed("I1", $"the shard of tensor '{_names[number]}' is not a string", _json.TokenStart, tensor: _names[number]);
                    _json.SkipValue();
                    continue;
                }

                if (isNew)
                {
                    _shardOf[number] = ShardNumber();
                }
            }
        }

        /// <summary>Number of the shard in the current token. Runs of tensors name the same shard, so the last one is compared first.</summary>
        private int ShardNumber()
        {
            if (_lastShardNumber >= 0 && _json.TextEquals(_lastShard))
            {
                return _lastShardNumber;
            }

            var shard = _json.GetString();
            if (!_shardNumbers.TryGetValue(shard, out var number))
            {
                number = _shards.Count;
                if (number == MaxShards)
                {
                    facts.Malformed("I9", $"the index names more than {MaxShards} shards", _json.TokenStart);
                }

                if (ArtifactPath.WhyItEscapes(shard) is { } escape)
                {
                    facts.Problem("I1", ArtifactProblemKind.PathEscape, $"shard '{shard}' leaves the folder: {escape}", _json.TokenStart, _json.Position - _json.TokenStart);
                }
                else if (ArtifactPath.WhyNotPlain(shard) is { } why)
                {
                    facts.Malformed("I1", $"shard '{shard}' is not a plain path: {why}", _json.TokenStart, _json.Position - _json.TokenStart);
                }

                _shardNumbers.Add(shard, number);
                _shards.Add(shard);
            }

            (_lastShard, _lastShardNumber) = (shard, number);
            return number;
        }

        private void ReadMetadata()
        {
            if (!Enter("metadata"))
            {
                return;
            }

            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (_json.Read() && _json.Kind == JsonTokenKind.PropertyName)
            {
                var offset = _json.TokenStart;
                var key = _json.GetString();
                if (!keys.Add(key))
                {
                    facts.Malformed("I8", $"metadata key '{key}' is in the index twice", offset);
                }

                if (!_json.Read())
                {
                    return;
                }

                if (key is "total_size" or "total_parameters")
                {
                    ReadTotal(key);
                    continue;
                }

                if (_json.Kind == JsonTokenKind.Text)
                {
                    MetadataValue.Check(facts, "I9", key, _json.GetString(), _json.TokenStart, _json.Position - _json.TokenStart);
                }
                else if (_json.SkipValue() && _json.Position - offset > 1024)
                {
                    facts.Problem("I9", ArtifactProblemKind.Metadata, $"metadata '{key}' has {_json.Position - offset} bytes", offset, _json.Position - offset);
                    facts.Payload($"metadata '{key}'", offset, _json.Position - offset);
                }
            }
        }

        private void ReadTotal(string key)
        {
            if (_json.TryGetInteger(out var total))
            {
                if (key == "total_size")
                {
                    _totalSize = total;
                }
                else
                {
                    _totalParameters = total;
                }
            }
            else
            {
                facts.Malformed("I7", $"{key} is not a non-negative integer", _json.TokenStart);
                _json.SkipValue();
            }
        }

        private bool Enter(string field)
        {
            if (!_json.Read())
            {
                return false;
            }

            if (_json.Kind == JsonTokenKind.ObjectStart)
            {
                return true;
            }

            facts.Malformed("I9", $"{field} is not an object", _json.TokenStart);
            _json.SkipValue();
            return false;
        }
    }
}
