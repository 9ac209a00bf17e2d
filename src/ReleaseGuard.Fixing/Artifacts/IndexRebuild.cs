using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Editing;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Fixing;

/// <summary>
/// Makes a Hugging Face index say what the shards beside it hold: entries of tensors that are not there go, those in another shard are corrected,
/// missing ones are added, totals are counted again. The order and the layout of everything else stay.
/// </summary>
internal static class IndexRebuild
{
    private const string Ending = ".index.json";

    /// <summary>Whether a file is such an index by its name.</summary>
    public static bool IsIndex(string path) => path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text of the index after the rebuild.</summary>
    /// <param name="json">The index.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="ct">Stops the reading of shards.</param>
    /// <exception cref="FixProblemException">What the shards hold cannot be told, or is no model that an index can describe.</exception>
    public static string Rebuild(JsonText json, string path, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        if (json.Root.Member("weight_map") is not { IsObject: true } map) throw new FixProblemException($"'{name}' has no weight_map to rebuild.");
        var held = Held(path, map, ct);
        var there = new HashSet<string>(StringComparer.Ordinal);
        var wrong = map.Children.Where(entry => !held.ContainsKey(entry.Name!) || !there.Add(entry.Name!)).ToList();
        var text = Next(json, JsonEdits.Remove(json, wrong), name);

        map = text.Root.Member("weight_map")!;
        text = Next(text, [.. map.Children.SelectMany(entry => entry.Text == held[entry.Name!].Shard ? [] : JsonEdits.Replace(text, entry, JsonEdits.Literal(held[entry.Name!].Shard)))], name);

        map = text.Root.Member("weight_map")!;
        var missing = held.Where(tensor => !there.Contains(tensor.Key)).OrderBy(static tensor => tensor.Key, StringComparer.Ordinal);
        text = Next(text, JsonEdits.Add(text, map, [.. missing.Select(static tensor => new KeyValuePair<string, string>(tensor.Key, JsonEdits.Literal(tensor.Value.Shard)))]), name);

        var totals = new[] { ("total_size", held.Values.Sum(static tensor => tensor.Bytes)), ("total_parameters", held.Values.Sum(static tensor => tensor.Parameters)) };
        var metadata = text.Root.Member("metadata");
        return Next(text, [.. totals.SelectMany(total => metadata?.Member(total.Item1) is { } node ? JsonEdits.Replace(text, node, total.Item2.ToString(CultureInfo.InvariantCulture)) : [])], name).Text;
    }

    private static JsonText Next(JsonText text, IReadOnlyList<TextEdit> edits, string name) =>
        text.TryApply(edits, out var next, out var fault) ? next : throw new FixProblemException($"'{name}' would be no JSON any more: {fault.Message}");

    private static Dictionary<string, (string Shard, long Bytes, long Parameters)> Held(string path, JsonNode map, CancellationToken ct)
    {
        var folder = Path.GetDirectoryName(path)!;
        var own = map.Children.Select(static entry => entry.Text ?? "").ToHashSet(StringComparer.Ordinal);
        var extension = path.EndsWith(".bin" + Ending, StringComparison.OrdinalIgnoreCase) ? ".bin" : ".safetensors";
        var shards = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!)
            .Where(file => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && (own.Contains(file) || IsShardOf(file, path)))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (shards.Count == 0) throw new FixProblemException($"none of the shards of '{Path.GetFileName(path)}' is there: it goes with the model that it is an index of.");

        var held = new Dictionary<string, (string, long, long)>(StringComparer.Ordinal);
        foreach (var file in ModelFileInspector.Inspect([.. shards.Select(shard => Path.Combine(folder, shard))], null, ct))
        {
            var shard = Path.GetFileName(file.Path);
            if (file.Facts is not { } facts || file.Problems.Any(static problem => problem.Kind is ArtifactProblemKind.Malformed or ArtifactProblemKind.Unread))
                throw new FixProblemException($"'{shard}' cannot be read through, so what it holds is not known.");
            foreach (var tensor in facts.Tensors)
            {
                if (!held.TryAdd(tensor.Name, (shard, tensor.ByteLength, tensor.Parameters)))
                    throw new FixProblemException($"tensor '{tensor.Name}' is in '{held[tensor.Name].Item1}' and in '{shard}': remove one of the shards, or export the model again.");
            }
        }

        return held;
    }

    // A shard of the same set by its name: an index "model.safetensors.index.json" has shards "model-00001-of-00002.safetensors".
    private static bool IsShardOf(string file, string index) =>
        ShardName.Parse(file) is { } shard && Path.GetFileName(index).StartsWith(shard.Prefix + ".", StringComparison.Ordinal);
}
