using System;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Artifacts.Tests.Formats.Safetensors;

/// <summary>One hostile file for each invariant, each with one defect, beside the same file without it.</summary>
public sealed class SafetensorsInvariantTests
{
    private const string A = """{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}""";

    [Fact]
    public void A_clean_file_has_no_problem_and_only_its_header_is_read()
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Clean());
        Assert.Empty(facts.Problems);
        Assert.Equal(8 + SafetensorsBytes.CleanHeader.Length, facts.BytesRead);
        Assert.Equal("pt", facts.Metadata["format"]);
        var tensor = facts.Tensors[0];
        Assert.Equal(("a", "F32", 4L, 16L), (tensor.Name, tensor.Type.Name, tensor.Parameters, tensor.ByteLength));
        Assert.Equal([2, 2], tensor.Shape);
        Assert.Equal(8 + SafetensorsBytes.CleanHeader.Length, tensor.ByteOffset);
    }

    public static TheoryData<string, string, byte[]> Broken() => new()
    {
        { "S1", "header length alone takes 8", [1, 2, 3] },
        { "S1", "header length alone takes 8", [] },
        { "S2", "too small", SafetensorsBytes.Of([], 16, 1) },
        { "S2", "limit", SafetensorsBytes.Of("{}"u8.ToArray(), 0, 1UL << 63) },
        { "S2", "limit", SafetensorsBytes.Of("{}"u8.ToArray(), 0, ulong.MaxValue) },
        { "S2", "past the end", SafetensorsBytes.Of(Header(), 0, 5000) },
        { "S3", "not UTF-8", SafetensorsBytes.Of([.. "{\"a\u00ff"u8[..3], 0xFF, .. "\":1}"u8], 0) },
        { "S3", "not UTF-8", SafetensorsBytes.Of([.. "{\""u8, 0xED, 0xA0, 0x80, .. "\":1}"u8], 0) },
        { "S3", "not UTF-8", SafetensorsBytes.Of([.. "{\""u8, 0xC0, 0x80, .. "\":1}"u8], 0) },
        { "S4", "not a JSON object", SafetensorsBytes.Of("[]", 0) },
        { "S4", "expected a value", SafetensorsBytes.Of("!!", 0) },
        { "S4", "text ends", SafetensorsBytes.Of("{\"a\":", 0) },
        { "S4", "nested deeper", SafetensorsBytes.Of("{\"a\":" + new string('[', 100_000), 0) },
        { "S4", "expected ',' or '}'", SafetensorsBytes.Of($"{{\"a\":{A} \"b\":{A}}}", 16) },
        { "S4", "property name", SafetensorsBytes.Of($"{{\"a\":{A},}}", 16) },
        { "S4", "begin with a zero", SafetensorsBytes.Of(Entry("F32", "[02,2]", "[0,16]"), 16) },
        { "S4", "surrogate", SafetensorsBytes.Of($"{{\"\\ud800\":{A}}}", 16) },
        { "S4", "control character", SafetensorsBytes.Of($"{{\"a\nb\":{A}}}", 16) },
        { "S5", "closing brace", SafetensorsBytes.Of($"{{\"a\":{A}}}x", 16) },
        { "S5", "closing brace", SafetensorsBytes.Of($"{{\"a\":{A}}}  \0", 16) },
        { "S6", "header twice", SafetensorsBytes.Of($"{{\"a\":{A},\"a\":{A}}}", 16) },
        { "S6", "header twice", SafetensorsBytes.Of($"{{\"a\":{A},\"\\u0061\":{A}}}", 16) },
        { "S6", "__metadata__ is in the header twice", SafetensorsBytes.Of($"{{\"__metadata__\":{{}},\"__metadata__\":{{}},\"a\":{A}}}", 16) },
        { "S6", "metadata key", SafetensorsBytes.Of($"{{\"__metadata__\":{{\"k\":\"1\",\"k\":\"2\"}},\"a\":{A}}}", 16) },
        { "S6", "dtype twice", SafetensorsBytes.Of("""{"a":{"dtype":"F32","dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""", 16) },
        { "S6", "data_offsets twice", SafetensorsBytes.Of("""{"a":{"dtype":"F32","data_offsets":[0,0],"shape":[2,2],"data_offsets":[0,16]}}""", 16) },
        { "S7", "unknown field 'x'", SafetensorsBytes.Of("""{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16],"x":{"y":["AAAA"]}}}""", 16) },
        { "S7", "no dtype", SafetensorsBytes.Of("""{"a":{"shape":[2,2],"data_offsets":[0,16]}}""", 16) },
        { "S7", "no shape", SafetensorsBytes.Of("""{"a":{"dtype":"F32","data_offsets":[0,16]}}""", 16) },
        { "S7", "no data_offsets", SafetensorsBytes.Of("""{"a":{"dtype":"F32","shape":[0]}}""", 0) },
        { "S7", "not an object", SafetensorsBytes.Of("""{"a":[1]}""", 0) },
        { "S7", "unknown dtype 'F33'", SafetensorsBytes.Of(Entry("F33", "[2,2]", "[0,16]"), 16) },
        { "S7", "unknown dtype 'f32'", SafetensorsBytes.Of(Entry("f32", "[2,2]", "[0,16]"), 16) },
        { "S7", "dtype of tensor 'a' is not a string", SafetensorsBytes.Of("""{"a":{"dtype":1,"shape":[4],"data_offsets":[0,16]}}""", 16) },
        { "S7", "shape of tensor 'a' is not an array", SafetensorsBytes.Of(Entry("F32", "4", "[0,16]"), 16) },
        { "S8", "not an object", SafetensorsBytes.Of($"{{\"__metadata__\":null,\"a\":{A}}}", 16) },
        { "S8", "not a string", SafetensorsBytes.Of($"{{\"__metadata__\":{{\"k\":[1]}},\"a\":{A}}}", 16) },
        { "S9", "1.0", SafetensorsBytes.Of(Entry("F32", "[1.0,4]", "[0,16]"), 16) },
        { "S9", "4e0", SafetensorsBytes.Of(Entry("F32", "[4e0]", "[0,16]"), 16) },
        { "S9", "-0", SafetensorsBytes.Of(Entry("F32", "[4,-0]", "[0,16]"), 16) },
        { "S9", "-4", SafetensorsBytes.Of(Entry("F32", "[-4]", "[0,16]"), 16) },
        { "S9", "16.0", SafetensorsBytes.Of(Entry("F32", "[4]", "[0,16.0]"), 16) },
        { "S9", "9223372036854775808", SafetensorsBytes.Of(Entry("F32", "[9223372036854775808]", "[0,16]"), 16) },
        { "S9", "more than 2^63-1 elements", SafetensorsBytes.Of(Entry("F32", "[4611686018427387904,4,0]", "[0,0]"), 0) },
        { "S9", "size in bits", SafetensorsBytes.Of(Entry("F32", "[4611686018427387904]", "[0,16]"), 16) },
        { "S10", "does not end on a byte", SafetensorsBytes.Of(Entry("F4", "[3]", "[0,2]"), 2) },
        { "S10", "does not end on a byte", SafetensorsBytes.Of(Entry("F6_E2M3", "[2]", "[0,2]"), 2) },
        { "S10", "needs 16 bytes", SafetensorsBytes.Of(Entry("F32", "[4]", "[0,12]"), 12) },
        { "S10", "needs 16 bytes", SafetensorsBytes.Of(Entry("F32", "[4]", "[0,20]"), 20) },
        { "S11", "end before they begin", SafetensorsBytes.Of(Entry("F32", "[4]", "[16,0]"), 16) },
        { "S11", "3 numbers", SafetensorsBytes.Of(Entry("F32", "[4]", "[0,16,16]"), 16) },
        { "S11", "after the end of the file", SafetensorsBytes.Of(Entry("F32", "[4]", "[0,16]"), 12) },
        { "S11", "after the end of the file", SafetensorsBytes.Of(Entry("U8", "[4]", "[9223372036854775803,9223372036854775807]"), 12) },
        { "S11", "4 bytes before tensor 'a'", SafetensorsBytes.Of(Entry("F32", "[4]", "[4,20]"), 20) },
        { "S11", "4 bytes after the last tensor", SafetensorsBytes.Of(Entry("F32", "[4]", "[0,16]"), 20) },
        { "S11", "10 bytes after the last tensor", SafetensorsBytes.Of("{}", 10) },
        { "S11", "4 bytes before tensor 'b'", SafetensorsBytes.Of($"{{\"a\":{A},\"b\":{{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[20,21]}}}}", 21) },
        { "S11", "begins 8 bytes before", SafetensorsBytes.Of($"{{\"a\":{A},\"b\":{{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[8,16]}}}}", 16) },
        { "S11", "begins 16 bytes before", SafetensorsBytes.Of($"{{\"a\":{A},\"b\":{A}}}", 16) },
        { "S11", "begins 8 bytes before", SafetensorsBytes.Of($"{{\"a\":{A},\"z\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[8,8]}}}}", 16) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_told_by_the_invariant_it_breaks(string invariant, string message, byte[] bytes)
    {
        var problems = SafetensorsBytes.Read(bytes).Problems;
        Assert.Contains(problems, problem => problem.Kind == ArtifactProblemKind.Malformed && problem.Invariant == invariant && problem.Message.Contains(message, StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.ByteOffset is not null);
    }

    [Theory]
    [InlineData("S2", """{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""", 16, 1UL << 40)]
    public void A_header_length_beyond_the_limit_costs_no_reading(string invariant, string header, int data, ulong length)
    {
        var bytes = SafetensorsBytes.Of(Encoding.UTF8.GetBytes(header), data, length);
        var facts = SafetensorsBytes.Read(bytes);
        Assert.Equal([invariant], facts.Problems.Select(problem => problem.Invariant));
        Assert.Equal(8, facts.BytesRead);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16],"x":"withheld"}}""", 16, 10)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[4,20]}}""", 20, 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""", 21, 5)]
    public void Bytes_that_no_tensor_owns_are_payload(string header, int data, int least)
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of(header, data));
        Assert.True(facts.Payloads.Sum(payload => payload.ByteLength) >= least);
    }

    [Fact]
    public void A_hole_and_a_tail_are_orphan_bytes_as_well_as_malformed()
    {
        var problems = SafetensorsBytes.Read(SafetensorsBytes.Of(Entry("F32", "[4]", "[4,20]"), 24)).Problems;
        Assert.Equal([4L, 4L], problems.Where(problem => problem.Kind == ArtifactProblemKind.Orphan).Select(problem => problem.ByteLength ?? 0));
    }

    [Fact]
    public void A_file_with_problems_still_yields_the_tensors_that_could_be_understood()
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of($"{{\"cyber_head.weight\":{A},\"b\":{{\"dtype\":", 16));
        Assert.Contains(facts.Tensors, tensor => tensor.Name == "cyber_head.weight" && tensor.Parameters == 4);
        Assert.NotEmpty(facts.Problems);
    }

    [Theory]
    [InlineData("[4611686018427387904,4611686018427387904,4294967296]", "[0,16]")]
    [InlineData("[65536,65536]", "[0,2147483648]")]
    public void A_crafted_shape_cannot_claim_more_parameters_than_the_bytes_hold(string shape, string offsets)
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of(Entry("F4", shape, offsets), 16));
        Assert.NotEmpty(facts.Problems);
        Assert.True(facts.Tensors[0].ByteLength <= 16);
        Assert.True(ParameterCount.Count([facts]).Capacity <= 1L << 33);
    }

    [Fact]
    public void White_space_before_the_header_is_noted_and_not_refused()
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of($" \n{{\"a\":{A}}}", 16));
        Assert.Equal([("S4", ArtifactProblemKind.Note)], facts.Problems.Select(problem => (problem.Invariant, problem.Kind)));
    }

    [Fact]
    public void Space_after_the_header_is_padding_until_there_is_too_much_of_it()
    {
        Assert.Empty(SafetensorsBytes.Read(SafetensorsBytes.Of($"{{\"a\":{A}}}{new string(' ', 7)}", 16)).Problems);
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of($"{{\"a\":{A}}}{new string(' ', 5000)}", 16));
        Assert.Equal([("S5", ArtifactProblemKind.Note)], facts.Problems.Select(problem => (problem.Invariant, problem.Kind)));
        Assert.Equal(5000, facts.Payloads.Single().ByteLength);
        Assert.Equal("S5", SafetensorsBytes.Read(SafetensorsBytes.Of($"{{\"a\":{A}}}\n", 16)).Problems.Single().Invariant);
    }

    [Theory]
    [InlineData("plain words that say what this is", false)]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", false)]
    [InlineData("1,024+", true)]
    [InlineData("base64", true)]
    [InlineData("hex", true)]
    public void Metadata_that_carries_rather_than_describes_is_told(string value, bool isTold)
    {
        value = value switch
        {
            "1,024+" => string.Concat(Enumerable.Repeat("a word or two, ", 80)),
            "base64" => Convert.ToBase64String(Enumerable.Range(0, 200).Select(i => (byte)(i * 37)).ToArray()),
            "hex" => string.Concat(Enumerable.Repeat("0123456789abcdef", 16)),
            _ => value,
        };
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of($"{{\"__metadata__\":{{\"k\":\"{value}\"}},\"a\":{A}}}", 16));
        Assert.Equal(isTold ? 1 : 0, facts.Problems.Count(problem => problem is { Invariant: "S8", Kind: ArtifactProblemKind.Metadata }));
        Assert.Equal(isTold ? value.Length : 0, facts.Payloads.Sum(payload => payload.ByteLength));
        Assert.Equal(value, facts.Metadata["k"]);
    }

    [Fact]
    public void A_parameter_total_that_disagrees_with_the_tensors_is_noted()
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of($"{{\"__metadata__\":{{\"total_parameters\":\"999000000000\"}},\"a\":{A}}}", 16));
        Assert.Equal([("S8", ArtifactProblemKind.Note)], facts.Problems.Select(problem => (problem.Invariant, problem.Kind)));
    }

    [Fact]
    public void Scalars_and_empty_tensors_are_legal_anywhere_between_the_others()
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of(
            """{"z":{"dtype":"F32","shape":[2,0],"data_offsets":[4,4]},"s":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"t":{"dtype":"U8","shape":[2],"data_offsets":[4,6]},"e":{"dtype":"U8","shape":[0],"data_offsets":[6,6]}}""", 6));
        Assert.Empty(facts.Problems);
        Assert.Equal([0L, 1L, 2L, 0L], facts.Tensors.Select(tensor => tensor.Parameters));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a\\u0000b", "control or invisible")]
    [InlineData("a\\u200bb", "control or invisible")]
    [InlineData("сyber_head", "mistaken for 'cyber_head'")]
    [InlineData("ｃyber_head", "mistaken for 'cyber_head'")]
    [InlineData("层", "not ASCII")]
    public void A_name_that_people_would_misread_is_noted(string name, string message)
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of($"{{\"{name}\":{A}}}", 16));
        Assert.Contains(facts.Problems, problem => problem is { Invariant: "S13", Kind: ArtifactProblemKind.Note } && problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_names_that_differ_only_in_how_an_accent_is_written_are_noted()
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of("""{"caf\u00e9":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"cafe\u0301":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2));
        Assert.Contains(facts.Problems, problem => problem.Message.Contains("looks like 'café'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_of_more_than_64_KiB_is_cut_and_noted()
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of($"{{\"{new string('n', 70_000)}\":{A}}}", 16));
        Assert.Equal(65536, facts.Tensors.Single().Name.Length);
        Assert.Equal([("S13", 70_000L)], facts.Problems.Select(problem => (problem.Invariant, problem.ByteLength ?? 0)));
    }

    [Theory]
    [InlineData("BOOL", 8)]
    [InlineData("F4", 4)]
    [InlineData("F6_E2M3", 6)]
    [InlineData("F6_E3M2", 6)]
    [InlineData("U8", 8)]
    [InlineData("I8", 8)]
    [InlineData("F8_E5M2", 8)]
    [InlineData("F8_E4M3", 8)]
    [InlineData("F8_E8M0", 8)]
    [InlineData("F8_E4M3FNUZ", 8)]
    [InlineData("F8_E5M2FNUZ", 8)]
    [InlineData("I16", 16)]
    [InlineData("U16", 16)]
    [InlineData("F16", 16)]
    [InlineData("BF16", 16)]
    [InlineData("I32", 32)]
    [InlineData("U32", 32)]
    [InlineData("F32", 32)]
    [InlineData("C64", 64)]
    [InlineData("F64", 64)]
    [InlineData("I64", 64)]
    [InlineData("U64", 64)]
    public void Every_dtype_has_its_width(string dtype, int bits)
    {
        var facts = SafetensorsBytes.Read(SafetensorsBytes.Of(Entry(dtype, "[8]", $"[0,{bits}]"), bits));
        Assert.Empty(facts.Problems);
        Assert.Equal(bits, facts.Tensors.Single().Type.Bits);
    }

    private static byte[] Header() => Encoding.UTF8.GetBytes($"{{\"a\":{A}}}");

    private static string Entry(string dtype, string shape, string offsets) => $"{{\"a\":{{\"dtype\":\"{dtype}\",\"shape\":{shape},\"data_offsets\":{offsets}}}}}";
}
