using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>A sketch file that is not to the byte what was written is a problem, never a smaller sketch.</summary>
public sealed class SketchFileTests
{
    private static readonly SketchSalt Salt = SketchSalt.Parse("000102030405060708090a0b0c0d0e0f")!;

    private static readonly SketchFile Published = Publish(isSaltSecret: false);

    private static string Text => Published.ToText();

    [Fact]
    public void What_is_written_is_read_back_and_written_alike()
    {
        var read = SketchFile.Read(Bytes(Text));
        Assert.Null(read.Problem);
        Assert.Equal(Text, read.File!.ToText());
        Assert.Equal(Published.Tensors.Select(t => t.Id), read.File.Tensors.Select(t => t.Id));
        Assert.Equal(Published.Tensors.Sum(t => t.Codes.Sum(c => c.Values.Count)), read.File.Tensors.Sum(t => t.Codes.Sum(c => c.Values.Count)));
    }

    [Fact]
    public void The_same_tensors_and_salt_give_the_same_text() => Assert.Equal(Text, Publish(isSaltSecret: false).ToText());

    [Fact]
    public void An_empty_file_is_a_problem() => Assert.Contains("empty", SketchFile.Read([]).Problem);

    [Fact]
    public void A_file_without_tensors_is_a_problem() =>
        Assert.Contains("no tensor", SketchFile.Read(Bytes(new SketchFile(Salt, false, [], []).ToText())).Problem);

    [Fact]
    public void A_file_cut_anywhere_is_a_problem()
    {
        for (var length = 1; length < Text.Length; length += Math.Max(1, Text.Length / 997))
        {
            var read = SketchFile.Read(Bytes(Text[..length]));
            Assert.Null(read.File);
            Assert.NotNull(read.Problem);
        }
    }

    [Fact]
    public void One_changed_character_anywhere_is_a_problem()
    {
        for (var at = 0; at < Text.Length; at += Math.Max(1, Text.Length / 997))
        {
            var edited = Text.ToCharArray();
            edited[at] = edited[at] == '7' ? '8' : '7';
            Assert.Null(SketchFile.Read(Bytes(new string(edited))).File);
        }
    }

    [Fact]
    public void A_tensor_taken_out_is_a_problem()
    {
        var fewer = Published with { Tensors = [.. Published.Tensors.Skip(1)], Fused = [] };
        var digest = Text[Text.LastIndexOf("  \"sha256\"", StringComparison.Ordinal)..];
        var text = fewer.ToText();
        Assert.Contains("edited", SketchFile.Read(Bytes(text[..text.LastIndexOf("  \"sha256\"", StringComparison.Ordinal)] + digest)).Problem);
    }

    [Theory]
    [InlineData("releaseguard/sketch/1", "releaseguard/sketch/2", "schema")]
    [InlineData("\n", "\r\n", "cut short")]
    [InlineData("\n}\n", "\n}\n ", "after its end")]
    [InlineData("{\n", "\ufeff{\n", "not as a sketch file is written")]
    public void Another_version_or_another_spelling_is_a_problem(string from, string to, string problem) =>
        Assert.Contains(problem, SketchFile.Read(Bytes(Text.Replace(from, to, StringComparison.Ordinal))).Problem);

    [Fact]
    public void A_policy_that_pins_another_digest_is_a_problem()
    {
        var digest = SketchFile.Read(Bytes(Text)).Sha256!;
        Assert.NotNull(SketchFile.Read(Bytes(Text), digest).File);
        Assert.Contains("pins", SketchFile.Read(Bytes(Text), digest.Replace(digest[0], digest[0] == '0' ? '1' : '0')).Problem);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_problem() =>
        Assert.Contains("does not exist", SketchFile.Open(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())).Problem);

    [Fact]
    public void Bytes_that_are_no_text_are_a_problem() => Assert.Contains("UTF-8", SketchFile.Read([0xff, 0xfe, 0x00, 0x80]).Problem);

    [Fact]
    public void A_secret_salt_stays_out_of_the_file_and_opens_it()
    {
        var text = Publish(isSaltSecret: true).ToText();
        Assert.DoesNotContain(Salt.ToString(), text, StringComparison.Ordinal);
        Assert.NotNull(SketchFile.Read(Bytes(text), null, Salt).File);
        Assert.Contains("not given", SketchFile.Read(Bytes(text)).Problem);
        Assert.Contains("another secret salt", SketchFile.Read(Bytes(text), null, SketchSalt.Random()).Problem);
    }

    private static SketchFile Publish(bool isSaltSecret)
    {
        List<SketchSubject> withheld =
        [
            TestTensors.Subject("heads.\"quoted\"\\.\u00e9.weight", GoldenTensor.Matrix(31, 128, 256), "F32", 128, 256),
            TestTensors.Subject("heads.cyber.q_proj.weight", GoldenTensor.Matrix(32, 64, 256), "BF16", 64, 256),
            TestTensors.Subject("heads.cyber.k_proj.weight", GoldenTensor.Matrix(33, 64, 256), "BF16", 64, 256),
            TestTensors.Subject("heads.cyber.bias", GoldenTensor.Matrix(34, 1, 40), "F32", 40),
        ];
        var publication = SketchPublisher.Publish(new SketchPublishRequest(withheld, [], Salt, isSaltSecret, HideNames: false));
        Assert.Empty(publication.Problems);
        return publication.File!;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
