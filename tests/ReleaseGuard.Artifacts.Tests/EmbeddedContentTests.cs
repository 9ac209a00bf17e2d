using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ReleaseGuard.Artifacts.Tests.Archives;
using ReleaseGuard.Artifacts.Tests.Formats.Gguf;
using ReleaseGuard.Artifacts.Tests.Formats.Safetensors;

namespace ReleaseGuard.Artifacts.Tests;

public sealed class EmbeddedContentTests
{
    [Fact]
    public void Ordinary_text_is_silent() =>
        Assert.Empty(Find(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"public static int Value{i}() => {i * 31}; // the number {i}\n")))));

    [Fact]
    public void An_assembly_that_holds_the_magic_numbers_themselves_is_silent()
    {
        using var source = new FileArtifactSource(typeof(EmbeddedContent).Assembly.Location);
        Assert.Empty(EmbeddedContent.Find(source));
    }

    [Fact]
    public void Random_bytes_are_silent() => Assert.Empty(Find(Random(2_000_000)));

    [Fact]
    public void A_table_of_numbers_in_a_source_file_is_told()
    {
        var text = "float w[] = {" + string.Join(", ", Random(20_000).Select(b => $"0.{b:D3}5")) + "};";
        var found = Find(Encoding.ASCII.GetBytes(text)).Single();
        Assert.Equal((13L, 20_000L * 8 - 2), (found.ByteOffset, found.ByteLength));
    }

    [Fact]
    public void A_row_of_spaces_is_silent() => Assert.Empty(Find(Encoding.ASCII.GetBytes(new string(' ', 100_000))));

    [Fact]
    public void A_model_file_behind_other_bytes_is_told_with_its_place()
    {
        var front = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("nothing to see here\n", 20_000)));
        foreach (var (name, model) in new[] { ("GGUF", GgufBytes.Clean()), ("safetensors", SafetensorsBytes.Clean()), ("zip", ZipBytes.Clean()) })
        {
            Assert.Contains(Find([.. front, .. model]), item => item.ByteOffset == front.Length && item.What.Contains(name, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("official-writer.gguf", "GGUF")]
    [InlineData("intent.h5", "HDF5")]
    [InlineData("legacy_pytorch_model.bin", "PyTorch")]
    [InlineData("test.pt", "zip")]
    [InlineData("voices.safetensors", "safetensors")]
    public void A_real_model_file_behind_other_bytes_is_told(string file, string name)
    {
        if (SharedData.Find(file) is { } path)
        {
            Assert.Contains(Find([.. "front"u8, .. System.IO.File.ReadAllBytes(path)]), item => item.ByteOffset == 5 && item.What.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_beginning_that_crosses_two_blocks_is_told()
    {
        for (var shift = 250; shift < 330; shift++)
        {
            var front = Enumerable.Repeat((byte)'z', (256 * 1024) + 64 - 300 + shift).ToArray();
            Assert.Single(Find([.. front, .. GgufBytes.Clean()]), item => item.ByteOffset == front.Length);
        }
    }

    [Fact]
    public void A_picture_is_silent_and_what_follows_it_is_not()
    {
        byte[] png = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 1, 0x11, 0x70, .. "IDAT"u8, .. Random(70_000), 0, 0, 0, 0, 0, 0, 0, 0, .. "IEND"u8, 1, 2, 3, 4];
        Assert.Empty(Find(png));
        Assert.Equal(png.Length, Find([.. png, .. Random(5000)]).Single().ByteOffset);
    }

    [Fact]
    public void An_empty_file_is_silent() => Assert.Empty(Find([]));

    private static byte[] Random(int count)
    {
        var bytes = new byte[count];
        new Random(42).NextBytes(bytes);
        return bytes;
    }

    private static IReadOnlyList<PayloadFact> Find(byte[] bytes) => EmbeddedContent.Find(new CountingSource("blob", bytes));
}
