using System.IO;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Fixing.Tests.Files;

/// <summary>A text comes back as the bytes it was read from, or is refused.</summary>
public sealed class TextFileTests : System.IDisposable
{
    private readonly FixFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_encoding_that_is_read_gives_its_bytes_back()
    {
        byte[][] texts =
        [
            Encoding.UTF8.GetBytes("é\r\n\0x"), [.. Encoding.UTF8.GetPreamble(), .. "é"u8], [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("é")],
            [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("é")], [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("é")], [],
            [.. "<?xml version='1.0' encoding='ISO-8859-1'?><a>"u8, 0xE9, .. "</a>"u8],
        ];
        foreach (var bytes in texts)
        {
            var file = TextFile.Read(_folder.WriteBytes("t", bytes), "t");
            Assert.Equal(bytes, file.Encode(file.Text));
        }
    }

    [Fact]
    public void What_is_no_text_throughout_is_refused_with_a_way_out() =>
        Assert.Contains("Save it as UTF-8", Assert.Throws<FixProblemException>(() => TextFile.Read(_folder.WriteBytes("t", [.. "<a>"u8, 0xE9, .. "</a>"u8]), "t")).Message, System.StringComparison.Ordinal);

    [Fact]
    public void Offsets_of_bytes_are_offsets_of_characters()
    {
        var file = TextFile.Read(_folder.WriteBytes("t", [.. Encoding.UTF8.GetPreamble(), .. "é€x"u8]), "t");
        Assert.Equal("x", file.Text[file.CharacterAt(8)..]);
    }
}
