using System;
using System.Linq;
using System.Text;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Documents;

namespace ReleaseGuard.Inspection.Tests.Documents;

/// <summary>A long text is looked through in blocks before it is decoded: what a rule asks about is found wherever it lies, over the edge of two blocks too.</summary>
public sealed class LongTextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(32_768)]
    [InlineData(65_530)]
    [InlineData(99_000)]
    public void A_marker_is_found_wherever_it_lies(int around)
    {
        for (var place = Math.Max(0, around - 20); place <= around + 20; place++)
        {
            var text = new string('x', place) + "\n@internal-only\n" + new string('y', 120_000 - place);
            Assert.Equal("@internal-only", Assert.Single(Read(Encoding.UTF8.GetBytes(text))).Text);
        }
    }

    [Fact]
    public void A_text_in_two_byte_characters_is_decoded_first()
    {
        var text = "\uFEFF" + new string('x', 60_000) + "\nDO NOT PUBLISH\n" + new string('y', 60_000);
        Assert.Equal("DO NOT PUBLISH", Assert.Single(Read(Encoding.Unicode.GetBytes(text))).Text);
    }

    [Fact]
    public void A_long_text_without_any_has_none() => Assert.Empty(Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\"model.layers.1.mlp.weight\": 7,\n", 10_000)))));

    private static System.Collections.Generic.IReadOnlyList<TextRemark> Read(byte[] bytes) =>
        TextRemarks.Read(new MemoryArtifactSource("model.safetensors.index.json", bytes), "model.safetensors.index.json", default);
}
