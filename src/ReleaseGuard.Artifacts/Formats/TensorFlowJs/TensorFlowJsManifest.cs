using System;
using System.Collections.Generic;
using System.Globalization;
using ReleaseGuard.Artifacts.Json;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts.Formats.TensorFlowJs;

/// <summary>The groups of one manifest: weights and the files that hold them, in order.</summary>
internal sealed class TensorFlowJsManifest(FactsBuilder facts, JsonTokenizer json)
{
    private const long LargeField = 1024;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly TensorNameCheck _nameCheck = new("J2", facts);
    private int _group;

    public void Read()
    {
        if (!json.Read())
        {
            return;
        }

        if (json.Kind == JsonTokenKind.ArrayStart)
        {
            ReadGroups();
            return;
        }

        if (json.Kind != JsonTokenKind.ObjectStart)
        {
            facts.Malformed("J1", "the manifest is neither an object nor an array", json.TokenStart);
            json.SkipValue();
            return;
        }

        var hasManifest = false;
        while (json.Read() && json.Kind == JsonTokenKind.PropertyName)
        {
            if (json.TextEquals("weightsManifest"))
            {
                if (hasManifest)
                {
                    facts.Malformed("J3", "weightsManifest is there twice", json.TokenStart);
                }

                hasManifest = true;
                if (json.Read() && json.Kind == JsonTokenKind.ArrayStart)
                {
                    ReadGroups();
                }
                else
                {
                    facts.Malformed("J1", "weightsManifest is not an array", json.TokenStart);
                    json.SkipValue();
                }

                continue;
            }

            ReadField();
        }

        if (!hasManifest && json.Fault is null)
        {
            facts.Note("J1", "the model names no weights");
        }
    }

    /// <summary>Fields about the model: small text is kept, the rest is measured. The topology may be large; it holds names and numbers, and is not weights by itself.</summary>
    private void ReadField()
    {
        var key = json.GetString();
        var offset = json.TokenStart;
        if (!json.Read())
        {
            return;
        }

        if (json.Kind == JsonTokenKind.Text)
        {
            var value = json.GetString();
            facts.Metadata(key, value);
            MetadataValue.Check(facts, "J5", key, value, json.TokenStart, json.Position - json.TokenStart);
            return;
        }

        json.SkipValue();
        var length = json.Position - offset;
        if (length > LargeField)
        {
            facts.Payload($"field '{key}'", offset, length);
            if (key is not ("modelTopology" or "signature" or "userDefinedMetadata" or "trainingConfig" or "initializerSignature"))
            {
                facts.Problem("J5", ArtifactProblemKind.Metadata, $"the model has a field '{key}' of {length} bytes that models do not have", offset, length);
            }
        }
    }

    private void ReadGroups()
    {
        while (json.Read() && json.Kind != JsonTokenKind.ArrayEnd)
        {
            if (json.Kind != JsonTokenKind.ObjectStart)
            {
                facts.Malformed("J1", "a group of weights is not an object", json.TokenStart);
                json.SkipValue();
                continue;
            }

            ReadGroup();
            _group++;
        }
    }

    private void ReadGroup()
    {
        var at = json.TokenStart;
        var paths = new List<string>();
        var weights = new List<Weight>();
        while (json.Read() && json.Kind == JsonTokenKind.PropertyName)
        {
            var offset = json.TokenStart;
            var isPaths = json.TextEquals("paths");
            var isWeights = json.TextEquals("weights");
            var key = json.GetString();
            if (!json.Read())
            {
                return;
            }

            if ((isPaths || isWeights) && json.Kind == JsonTokenKind.ArrayStart)
            {
                while (json.Read() && json.Kind != JsonTokenKind.ArrayEnd)
                {
                    if (isPaths)
                    {
                        ReadPath(paths);
                    }
                    else
                    {
                        ReadWeight(weights);
                    }
                }
            }
            else
            {
                json.SkipValue();
                facts.Malformed("J2", isPaths || isWeights ? $"{key} is not an array" : $"a group of weights has an unknown field '{key}'", offset, json.Position - offset);
                facts.Payload($"field '{key}'", offset, json.Position - offset);
            }
        }

        if (paths.Count == 0 && json.Fault is null)
        {
            facts.Malformed("J2", "a group of weights names no file", at);
        }

        Place(paths, weights);
    }

    private void ReadPath(List<string> paths)
    {
        if (json.Kind != JsonTokenKind.Text)
        {
            facts.Malformed("J2", "a path is not a string", json.TokenStart);
            json.SkipValue();
            return;
        }

        var path = json.GetString();
        paths.Add(path);
        if (ArtifactPath.WhyItEscapes(path) is { } escape)
        {
            facts.Problem("J6", ArtifactProblemKind.PathEscape, $"file '{path}' leaves the folder: {escape}", json.TokenStart, json.Position - json.TokenStart);
        }
        else if (ArtifactPath.WhyNotPlain(path) is { } why)
        {
            facts.Malformed("J6", $"file '{path}' is not a plain path: {why}", json.TokenStart, json.Position - json.TokenStart);
        }
        else
        {
            facts.Reference(path);
        }
    }

    private void ReadWeight(List<Weight> weights)
    {
        if (json.Kind != JsonTokenKind.ObjectStart)
        {
            facts.Malformed("J2", "a weight is not an object", json.TokenStart);
            json.SkipValue();
            return;
        }

        var at = json.TokenStart;
        string? name = null, dtype = null, stored = null;
        long[]? shape = null;
        while (json.Read() && json.Kind == JsonTokenKind.PropertyName)
        {
            var offset = json.TokenStart;
            var key = json.GetString();
            if (!json.Read())
            {
                return;
            }

            switch (key)
            {
                case "name" when json.Kind == JsonTokenKind.Text:
                    name = json.GetString();
                    break;
                case "dtype" when json.Kind == JsonTokenKind.Text:
                    dtype = json.GetString();
                    break;
                case "shape" when json.Kind == JsonTokenKind.ArrayStart:
                    shape = ReadShape();
                    break;
                case "quantization" when json.Kind == JsonTokenKind.ObjectStart:
                    stored = ReadQuantization();
                    break;
                default:
                    json.SkipValue();
                    if (key is not ("group" or "byteOffset"))
                    {
                        facts.Malformed("J2", $"a weight has an unknown or wrong field '{key}'", offset, json.Position - offset, name);
                        facts.Payload($"field '{key}'", offset, json.Position - offset);
                    }

                    break;
            }
        }

        if (name is null || dtype is null || shape is null)
        {
            facts.Malformed("J2", "a weight lacks its name, dtype or shape", at, tensor: name);
        }

        if (name is not null)
        {
            weights.Add(new Weight(name, stored ?? dtype ?? "", shape ?? [], at));
        }
    }

    private long[]? ReadShape()
    {
        var shape = new List<long>();
        var isGood = true;
        while (json.Read() && json.Kind != JsonTokenKind.ArrayEnd)
        {
            if (json.TryGetInteger(out var dimension))
            {
                shape.Add(dimension);
            }
            else
            {
                facts.Malformed("J2", "a shape holds something that is not a non-negative integer", json.TokenStart);
                isGood = false;
                json.SkipValue();
            }
        }

        return isGood ? shape.ToArray() : null;
    }

    private string? ReadQuantization()
    {
        string? dtype = null;
        while (json.Read() && json.Kind == JsonTokenKind.PropertyName)
        {
            var isType = json.TextEquals("dtype");
            var offset = json.TokenStart;
            if (json.Read() && isType && json.Kind == JsonTokenKind.Text)
            {
                dtype = json.GetString();
            }
            else if (json.SkipValue() && json.Position - offset > LargeField)
            {
                facts.Problem("J5", ArtifactProblemKind.Metadata, $"a quantization has a field of {json.Position - offset} bytes", offset, json.Position - offset);
                facts.Payload("quantization", offset, json.Position - offset);
            }
        }

        return dtype;
    }

    /// <summary>Weights follow each other through the group's files as if these were one.</summary>
    private void Place(List<string> paths, List<Weight> weights)
    {
        long offset = 0;
        var isPlaced = true;
        foreach (var weight in weights)
        {
            if (!_names.Add(weight.Name))
            {
                facts.Malformed("J3", $"weight '{weight.Name}' is in the manifest twice", weight.At, tensor: weight.Name);
            }

            _nameCheck.Check(weight.Name, weight.Name.Length, weight.At);
            var type = TensorFlowJsTypes.Find(weight.Dtype);
            if (type is null)
            {
                facts.Malformed("J2", $"weight '{weight.Name}' has an unknown dtype '{weight.Dtype}'", weight.At, tensor: weight.Name);
            }

            type ??= new TensorType("?", TensorElementKind.Unknown, 8);
            var elements = TensorShape.Count(weight.Shape);
            var bytes = elements is { } count ? type.ByteLength(count) : null;
            if (bytes is null || bytes > long.MaxValue - offset)
            {
                facts.Malformed("J2", $"the size of weight '{weight.Name}' does not fit 63 bits", weight.At, tensor: weight.Name);
                isPlaced = false;
                bytes = 0;
                elements = 0;
            }

            // Text has no length in the manifest, so nothing after it can be placed.
            isPlaced &= type.Kind != TensorElementKind.Text;
            facts.Tensor(new TensorFact(weight.Name, type, weight.Shape, type.Kind == TensorElementKind.Text ? 0 : elements ?? 0, isPlaced ? offset : 0, bytes.Value)
            {
                // In several files a weight may cross from one to the next; where is known only with their lengths.
                ExternalFile = paths.Count == 1 && isPlaced ? paths[0] : null,
                Storage = paths.Count == 1 && isPlaced ? null : new TensorStorage(TensorStorageKind.Pieces) { Files = isPlaced ? paths : [] },
            });
            offset += bytes.Value;
        }

        facts.Metadata($"weights.{_group}.paths", string.Join("\n", paths));
        facts.Metadata($"weights.{_group}.bytes", isPlaced ? offset.ToString(CultureInfo.InvariantCulture) : "");
    }

    private sealed record Weight(string Name, string Dtype, long[] Shape, long At);
}
