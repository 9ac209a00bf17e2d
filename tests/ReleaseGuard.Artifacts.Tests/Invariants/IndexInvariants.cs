using System.Collections.Generic;
using System.Linq;
using System.Text;
using ReleaseGuard.Artifacts.Tests.Formats.Safetensors;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>I1 to I9: the index by itself, and the index beside its shards.</summary>
internal static class IndexInvariants
{
    private const string One = "m-00001-of-00002.safetensors";
    private const string Two = "m-00002-of-00002.safetensors";
    private const string Clean = """{"metadata":{"total_size":12,"total_parameters":3},"weight_map":{"a":"m-00001-of-00002.safetensors","b":"m-00001-of-00002.safetensors","c":"m-00002-of-00002.safetensors"}}""";
    private const string NoTotals = """{"weight_map":{"a":"m-00001-of-00002.safetensors","b":"m-00001-of-00002.safetensors","c":"m-00002-of-00002.safetensors"}}""";

    public static IEnumerable<HostileFile> Rows =>
    [
        Index("I1", "a shard is a plain file of the folder, and there", "'../'", PathEscape, Clean.Replace(Two, "../" + Two)),
        Index("I1", "a shard is a plain file of the folder, and there", "a URL", PathEscape, Clean.Replace(Two, "https://host/x.safetensors")),
        Index("I1", "a shard is a plain file of the folder, and there", "a drive letter", PathEscape, Clean.Replace(Two, "c:x.safetensors")),
        Index("I1", "a shard is a plain file of the folder, and there", "a space at the end", Malformed, Clean.Replace(Two, "x.safetensors ")),
        Set("I1", "a shard is a plain file of the folder, and there", "the second shard is missing", Clean, [], (One, "a b")),
        Set("I2", "each tensor is in the shard the map names", "one in the other shard", Clean, [], (One, "a"), (Two, "c b")),
        Set("I3", "each tensor of a shard is in the map", "one more in a shard", NoTotals, [], (One, "a b cyber_head"), (Two, "c")),
        Set("I4", "each shard file is named by an index", "a third shard", Clean, ["m-00003-of-00002.safetensors"], (One, "a b"), (Two, "c")),
        Set("I5", "no tensor is in two shards", "one in both", NoTotals, [], (One, "a b"), (Two, "c a")),
        Index("I6", "shards are numbered without gaps", "2 of 3 is not named", IndexMismatch, Clean.Replace("-of-00002", "-of-00003")),
        Set("I7", "totals are those of the tensors", "total_size one too many", Clean.Replace("12", "13"), [], (One, "a b"), (Two, "c")),
        Set("I7", "totals are those of the tensors", "total_parameters of 999e9", Clean.Replace("s\":3", "s\":999000000000"), [], (One, "a b"), (Two, "c")),
        Index("I8", "no key stands twice", "a tensor twice", Malformed, Clean.Replace("\"b\":", "\"a\":")),
        Index("I9", "the index is one object of a bounded size", "no weight_map", Malformed, "{}"),
        Index("I9", "the index is one object of a bounded size", "10,001 shards", Malformed, "{\"weight_map\":{" + string.Join(",", Enumerable.Range(0, 10_001).Select(i => $"\"t{i}\":\"s{i}.safetensors\"")) + "}}"),
        Index("I9", "the index is one object of a bounded size", "a field of 5,000 characters", Metadata, Clean.Replace("{\"metadata\"", "{\"blob\":\"" + new string('w', 5000) + "\",\"metadata\"")),
    ];

    private static HostileFile Index(string invariant, string rule, string defect, ArtifactProblemKind kind, string json) =>
        new(invariant, rule, defect, kind, () => Read(json).Problems, () => Read(Clean).Problems);

    private static HostileFile Set(string invariant, string rule, string defect, string json, string[] others, params (string Name, string Tensors)[] shards) =>
        new(invariant, rule, defect, IndexMismatch, () => Check(json, others, shards), () => Check(Clean, [], (One, "a b"), (Two, "c")));

    private static IReadOnlyList<ArtifactProblem> Check(string json, string[] others, params (string Name, string Tensors)[] shards)
    {
        var check = new ShardSetCheck(Read(json));
        foreach (var (name, tensors) in shards)
        {
            var names = tensors.Split(' ');
            var header = "{" + string.Join(",", names.Select((tensor, i) => $"\"{tensor}\":{{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[{i * 4},{(i * 4) + 4}]}}")) + "}";
            check.AddShard(name, SafetensorsBytes.Read(SafetensorsBytes.Of(header, names.Length * 4)));
        }

        return check.Complete(others);
    }

    private static ShardedIndexFacts Read(string json) => ShardedIndex.Read(new CountingSource("m.safetensors.index.json", Encoding.UTF8.GetBytes(json)));
}
