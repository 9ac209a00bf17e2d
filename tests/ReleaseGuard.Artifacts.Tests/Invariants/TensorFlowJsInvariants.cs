using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.TensorFlowJs.TensorFlowJsFormatTests;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>J1 to J6.</summary>
internal static class TensorFlowJsInvariants
{
    public static IEnumerable<HostileFile> Rows =>
    [
        Row("J1", "one JSON manifest", "cut off", Malformed, Model[..^1]),
        Row("J2", "groups and weights have their fields and nothing else", "a field with data", Malformed, Model.Replace("\"dtype\":\"float32\"}", "\"dtype\":\"float32\",\"data\":\"AAAA\"}", StringComparison.Ordinal).Replace("[3,3,2],\"dtype\":\"float32\"", "[3,3,2],\"dtype\":\"float31\"", StringComparison.Ordinal)),
        Row("J2", "groups and weights have their fields and nothing else", "a dimension 3.0", Malformed, Model.Replace("[3,3,2]", "[3.0,3,2]", StringComparison.Ordinal)),
        Row("J3", "nothing stands twice", "a weight", Malformed, Model.Replace("conv/bias", "conv/kernel", StringComparison.Ordinal)),
        Files("J4", "the files of a group hold exactly its weights", "one byte short", Malformed, 73),
        Files("J4", "the files of a group hold exactly its weights", "six bytes more", Orphan, 80),
        Files("J4", "the files of a group hold exactly its weights", "no such file", IndexMismatch, null),
        Row("J5", "the rest of the model carries little", "400 numbers in a field of its own", Metadata, Model.Replace("\"generatedBy\"", $"\"blob\":[{string.Join(",", Enumerable.Repeat("0.12345", 400))}],\"generatedBy\"", StringComparison.Ordinal)),
        Row("J6", "files are plain files of the folder", "'../a.bin'", PathEscape, Model.Replace("group1-shard1of1.bin", "../a.bin", StringComparison.Ordinal)),
        Row("J6", "files are plain files of the folder", "a URL", PathEscape, Model.Replace("group1-shard1of1.bin", "https://host/a.bin", StringComparison.Ordinal)),
    ];

    private static HostileFile Row(string invariant, string rule, string defect, ArtifactProblemKind kind, string json) =>
        new(invariant, rule, defect, kind, () => Read(json).Problems, () => Read(Model).Problems);

    private static HostileFile Files(string invariant, string rule, string defect, ArtifactProblemKind kind, long? length) =>
        new(invariant, rule, defect, kind, () => TensorFlowJsWeightsCheck.Check(Read(Model), [new ExternalFileFact("group1-shard1of1.bin", length)]), () => TensorFlowJsWeightsCheck.Check(Read(Model), [new ExternalFileFact("group1-shard1of1.bin", 74)]));

    private static ArtifactFacts Read(string json) => ReadAs("tfjs", Encoding.UTF8.GetBytes(json));
}
