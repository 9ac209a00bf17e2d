using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Inspection.Tests.Facts;

/// <summary>RG3017: a file that is one deflate stream is judged by what it inflates to; a stream with anything more or less to it by its look.</summary>
public sealed class DeflatedContentTests
{
    private static readonly byte[] Prose = Encoding.UTF8.GetBytes(string.Join("\n", Enumerable.Range(0, 6000).Select(i => $"{i * 7919 % 10007:x} member {i} of module {i % 97} returns {i * 31 % 1009}")));

    private static readonly byte[] Weights = Bytes(40_000, static (random, bytes) =>
    {
        for (var i = 0; i < bytes.Length; i += 4)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i), (float)((random.NextDouble() * 0.2) - 0.1));
        }
    });

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.Fastest)]
    public void Text_that_a_compiler_deflated_is_nothing_opaque(CompressionLevel level)
    {
        Assert.Empty(Opaque(Deflate(Prose, level)));
        Assert.Empty(Opaque(Zlib(Prose)));
    }

    [Fact]
    public void Weights_stay_weights_however_they_are_deflated()
    {
        Assert.Contains("32-bit floating-point numbers", Assert.Single(Opaque(Weights)));
        Assert.Contains("blob.dat!/inflated' holds bytes that look like 32-bit floating-point numbers", Assert.Single(Opaque(Deflate(Weights))));
        Assert.Contains("blob.dat!/inflated", Assert.Single(Opaque(Zlib(Weights))));
        Assert.Contains("blob.dat!/inflated!/inflated", Assert.Single(Opaque(Deflate(Deflate(Weights)))));

        // Stored blocks are deflate too.
        Assert.Contains("32-bit floating-point numbers", Assert.Single(Opaque(Deflate(Weights, CompressionLevel.NoCompression))));
    }

    [Fact]
    public void A_stream_with_bytes_behind_its_end_is_not_explained_by_it() =>
        Assert.Contains("compressed, encrypted or quantised", Assert.Single(Opaque([.. Deflate(Prose), .. Bytes(3000, static (random, bytes) => random.NextBytes(bytes))])));

    [Fact]
    public void A_zlib_frame_whose_checksum_does_not_hold_is_not_one()
    {
        var framed = Zlib(Prose);
        framed[^1] ^= 1;
        Assert.Contains("compressed, encrypted or quantised", Assert.Single(Opaque(framed)));
    }

    [Fact]
    public void Noise_stays_noise() =>
        Assert.Contains("compressed, encrypted or quantised", Assert.Single(Opaque(Bytes(20_000, static (random, bytes) => random.NextBytes(bytes)))));

    [Fact]
    public void A_model_inside_is_read_as_one()
    {
        using var folder = new TemporaryFolder();
        var random = Bytes(40_000, static (random, bytes) => random.NextBytes(bytes));
        var model = SafetensorsBytes.Of(("heads.cyber.weight", [100, 100]));
        random.CopyTo(model.AsSpan(model.Length - 40_000));
        folder.Write("app.dat", Deflate(model));
        var findings = Audit.Run(folder.Path, Audit.PolicyText(Audit.Component("\"tensors\": [ { \"name\": \"heads.cyber.**\" } ]"))).Findings;
        Assert.Equal("inflated", Assert.Single(findings, static finding => finding.RuleId == "RG3002").Location.Entry);
    }

    [Fact]
    public void A_component_that_names_the_file_explains_what_it_inflates_to()
    {
        using var folder = new TemporaryFolder();
        folder.Write("blob.dat", Deflate(Weights));
        var named = Audit.Component("\"files\": [ \"blob.dat\" ]").Replace("[\"enterprise\"]", "[\"open\"]", StringComparison.Ordinal);
        Assert.Empty(Audit.Run(folder.Path, Audit.PolicyText(named)).Findings);
    }

    [Fact]
    public void The_content_is_no_file_of_the_release()
    {
        using var folder = new TemporaryFolder();
        folder.Write("blob.dat", Deflate(Prose));
        var result = Audit.Run(folder.Path, Audit.PolicyText(""));
        Assert.Equal(1, result.Inspected.Files);
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    private static string[] Opaque(byte[] content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("blob.dat", content);
        return [.. Audit.Run(folder.Path, Audit.PolicyText("")).Findings.Select(finding => finding.RuleId + finding.Message)];
    }

    private static byte[] Bytes(int count, Action<Random, byte[]> fill)
    {
        var bytes = new byte[count];
        fill(new Random(5), bytes);
        return bytes;
    }

    private static byte[] Deflate(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, level))
        {
            deflate.Write(content);
        }

        return output.ToArray();
    }

    private static byte[] Zlib(byte[] content)
    {
        using var output = new MemoryStream();
        using (var deflate = new ZLibStream(output, CompressionLevel.Optimal))
        {
            deflate.Write(content);
        }

        return output.ToArray();
    }
}
