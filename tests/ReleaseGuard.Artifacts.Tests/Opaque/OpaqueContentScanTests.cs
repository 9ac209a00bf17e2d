using System;
using System.Linq;
using System.Text;
using ReleaseGuard.Artifacts.Tests.Archives;
using ReleaseGuard.Artifacts.Tests.Formats.Gguf;
using ReleaseGuard.Artifacts.Tests.Formats.Safetensors;

namespace ReleaseGuard.Artifacts.Tests.Opaque;

public sealed class OpaqueContentScanTests
{
    [Fact]
    public void Ordinary_text_is_silent() =>
        Assert.Empty(Scan(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"public static int Value{i}() => {i * 31}; // the number {i}\n")))));

    [Fact]
    public void An_assembly_is_silent()
    {
        using var source = new FileArtifactSource(typeof(OpaqueContentScan).Assembly.Location);
        Assert.DoesNotContain(OpaqueContentScan.Scan(source), found => found.Kind is OpaqueKind.HighEntropy or OpaqueKind.FloatArray or OpaqueKind.EmbeddedFile);
    }

    [Fact]
    public void Random_bytes_are_told_from_64_KiB_on()
    {
        Assert.Equal(OpaqueKind.HighEntropy, Scan(Random(70_000)).Single().Kind);
        Assert.Empty(Scan(Random(60_000)));
    }

    [Theory]
    [InlineData("float32")]
    [InlineData("bfloat16")]
    [InlineData("float16")]
    public void Weights_without_a_header_are_told_by_their_type(string type)
    {
        var random = new Random(7);
        var bytes = Enumerable.Range(0, 60_000).SelectMany(_ =>
        {
            var value = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) * 0.02);
            return type switch
            {
                "float32" => BitConverter.GetBytes(value),
                "bfloat16" => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)),
                _ => BitConverter.GetBytes((Half)value),
            };
        }).ToArray();
        var found = Scan(bytes).Single();
        Assert.Equal(OpaqueKind.FloatArray, found.Kind);
        Assert.Contains(type, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Base64_in_a_script_is_told_with_its_place()
    {
        var text = "const weights = \"" + Convert.ToBase64String(Random(20_000)) + "\";";
        var found = Scan(Encoding.ASCII.GetBytes(text)).Single();
        Assert.Equal((OpaqueKind.Base64, 17L, 26668L), (found.Kind, found.ByteOffset, found.ByteLength));
    }

    [Fact]
    public void Base64_across_blocks_is_one_run() =>
        Assert.Equal(OpaqueKind.Base64, Scan(Encoding.ASCII.GetBytes("x = '" + Convert.ToBase64String(Random(600_000)) + "'")).Single().Kind);

    [Fact]
    public void Hexadecimal_in_a_source_file_is_told() =>
        Assert.Contains(Scan(Encoding.ASCII.GetBytes("const w = \"" + Convert.ToHexString(Random(10_000)) + "\";")), found => found.Kind == OpaqueKind.Hexadecimal);

    [Fact]
    public void A_table_of_numbers_in_a_source_file_is_told() =>
        Assert.Equal([OpaqueKind.NumberList], Scan(Encoding.ASCII.GetBytes("float w[] = {" + string.Join(", ", Random(20_000).Select(b => $"0.{b:D3}5")) + "};")).Select(found => found.Kind));

    [Fact]
    public void A_row_of_one_letter_is_silent() => Assert.Empty(Scan(Encoding.ASCII.GetBytes(new string('A', 50_000))));

    [Fact]
    public void A_model_file_behind_other_bytes_is_told_with_its_place()
    {
        var front = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("nothing to see here\n", 20_000)));
        foreach (var (name, model) in new[] { ("GGUF", GgufBytes.Clean()), ("safetensors", SafetensorsBytes.Clean()), ("zip", ZipBytes.Clean()) })
        {
            var found = Scan([.. front, .. model]);
            Assert.Contains(found, item => item.Kind == OpaqueKind.EmbeddedFile && item.ByteOffset == front.Length && item.Message.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_beginning_that_crosses_two_blocks_is_told()
    {
        for (var shift = 250; shift < 330; shift++)
        {
            var front = Enumerable.Repeat((byte)'x', (256 * 1024) + 64 - 300 + shift).ToArray();
            Assert.Single(Scan([.. front, .. GgufBytes.Clean()]), item => item.ByteOffset == front.Length);
        }
    }

    [Fact]
    public void A_picture_is_silent_and_what_follows_it_is_not()
    {
        byte[] png = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 1, 0x11, 0x70, .. "IDAT"u8, .. Random(70_000), 0, 0, 0, 0, 0, 0, 0, 0, .. "IEND"u8, 1, 2, 3, 4];
        Assert.Empty(Scan(png));
        Assert.Equal(png.Length, Scan([.. png, .. Random(5000)]).Single().ByteOffset);
    }

    [Fact]
    public void An_empty_file_is_silent() => Assert.Empty(Scan([]));

    private static byte[] Random(int count)
    {
        var bytes = new byte[count];
        new Random(42).NextBytes(bytes);
        return bytes;
    }

    private static System.Collections.Generic.IReadOnlyList<OpaqueContent> Scan(byte[] bytes) => OpaqueContentScan.Scan(new CountingSource("blob", bytes));
}
