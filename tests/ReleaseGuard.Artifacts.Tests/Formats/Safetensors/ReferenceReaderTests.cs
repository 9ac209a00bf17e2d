using System;
using System.Linq;
using System.Text;
using System.Threading;

namespace ReleaseGuard.Artifacts.Tests.Formats.Safetensors;

/// <summary>The test classes of the reference reader (safetensors/src/tensor.rs), of the hub's reader (parse-safetensors-metadata.spec.ts) and of the audit's attack scripts, held against ours.</summary>
public sealed class ReferenceReaderTests
{
    [Fact]
    public void Json_attack_many_entries_sharing_one_range()
    {
        var header = new StringBuilder("{");
        for (var i = 0; i < 100_000; i++)
        {
            header.Append(i == 0 ? "" : ",").Append("\"t").Append(i).Append("\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}");
        }

        var bytes = SafetensorsBytes.Of(header.Append('}').ToString(), 16);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var facts = SafetensorsBytes.Read(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(100_000, facts.Tensors.Count);
        Assert.InRange(facts.Problems.Count, 1000, 1010);
        Assert.True(allocated < bytes.Length * 16L, $"{allocated} bytes allocated for a header of {bytes.Length}");
        Assert.True(ParameterCount.Count([facts]).Logical <= 4);
    }

    [Fact]
    public void Metadata_incomplete_buffer_tail_and_missing_bytes()
    {
        const string Header = """{"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]}}""";
        Assert.Equal(["S11"], SafetensorsBytes.Malformed(SafetensorsBytes.Of(Header, 16 + 20)));
        Assert.Equal(["S11"], SafetensorsBytes.Malformed(SafetensorsBytes.Of(Header, 14)));
    }

    [Fact]
    public void Header_too_large()
    {
        byte[] bytes = [0x3c, 0, 0, 0, 0, 0xff, 0xff, 0xff, .. """{"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]}}"""u8, .. new byte[16]];
        Assert.Equal(["S2"], SafetensorsBytes.Malformed(bytes));
        Assert.Equal("safetensors", ArtifactFormats.Detect(new MemoryArtifactSource("m.safetensors", bytes))?.Name);
    }

    [Fact]
    public void Header_too_small() => Assert.Equal(["S1"], SafetensorsBytes.Malformed([]));

    [Fact]
    public void Invalid_header_length() => Assert.Equal(["S2", "S4"], SafetensorsBytes.Malformed([60, 0, 0, 0, 0, 0, 0, 0]));

    [Fact]
    public void Invalid_header_non_utf8() => Assert.Equal(["S4"], SafetensorsBytes.Malformed([1, 0, 0, 0, 0, 0, 0, 0, 0xff]).Select(id => id == "S2" ? "S4" : id));

    [Fact]
    public void Invalid_header_not_json() => Assert.Equal(["S4"], SafetensorsBytes.Malformed([2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'x']));

    [Fact]
    public void Whitespace_padded_header()
    {
        Assert.Empty(SafetensorsBytes.Malformed(SafetensorsBytes.Of("""{}                    """, 0)));
        Assert.Empty(SafetensorsBytes.Malformed(SafetensorsBytes.Of("""        {}""", 0)));
    }

    [Fact]
    public void Zero_sized_tensor() =>
        Assert.Empty(SafetensorsBytes.Read(SafetensorsBytes.Of("""{"test":{"dtype":"I32","shape":[2,0],"data_offsets":[0,0]}}""", 0)).Problems);

    [Fact]
    public void Invalid_info() =>
        Assert.Equal(["S10"], SafetensorsBytes.Malformed(SafetensorsBytes.Of("""{"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0,4]}}""", 4)));

    [Theory]
    [InlineData("[2,18446744073709551614]")]
    [InlineData("[2,9223372036854775807]")]
    public void Validation_overflow(string shape) =>
        Assert.Equal(["S9"], SafetensorsBytes.Malformed(SafetensorsBytes.Of("{\"test\":{\"dtype\":\"I32\",\"shape\":" + shape + ",\"data_offsets\":[0,16]}}", 16)));

    [Fact]
    public void Fp4_misaligned() =>
        Assert.Equal(["S10"], SafetensorsBytes.Malformed(SafetensorsBytes.Of("""{"test":{"dtype":"F4","shape":[1,3],"data_offsets":[0,2]}}""", 2)));

    [Fact]
    public void Abuse_attempt_offsets_past_the_end() =>
        Assert.Contains("S11", SafetensorsBytes.Malformed(SafetensorsBytes.Of("""{"weight":{"dtype":"F32","shape":[1000000000,1000],"data_offsets":[0,4000000000000]}}""", 16)));

    [Fact]
    public void A_file_that_only_its_name_calls_safetensors_is_malformed_safetensors()
    {
        var source = new MemoryArtifactSource("weights/model.safetensors", Encoding.ASCII.GetBytes("this is some other text altogether"));
        var facts = ArtifactFormats.Detect(source)!.Read(source, CancellationToken.None);
        Assert.Equal("safetensors", facts.Format);
        Assert.Contains(facts.Problems, problem => problem.Kind == ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_source_that_fails_makes_the_file_unread()
    {
        var facts = ArtifactFormats.ClaimedBy("a.safetensors")!.Read(new FailingSource(), CancellationToken.None);
        Assert.Equal(ArtifactProblemKind.Unread, facts.Problems.Single().Kind);
    }

    [Fact]
    public void Cancellation_is_obeyed() =>
        Assert.Throws<OperationCanceledException>(() => ArtifactFormats.ClaimedBy("a.safetensors")!.Read(new MemoryArtifactSource("a", SafetensorsBytes.Clean()), new CancellationToken(true)));

    private sealed class FailingSource : IArtifactSource
    {
        public string Name => "a.safetensors";

        public long Length => 100;

        public int ReadAt(long offset, Span<byte> buffer) => throw new System.IO.IOException("no");
    }
}
