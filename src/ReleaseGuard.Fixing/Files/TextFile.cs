using System;
using System.IO;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Fixing;

/// <summary>
/// A text file whose bytes come back exactly: read with the encoding it says (UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one),
/// and refused when writing the text again would not give the same bytes.
/// </summary>
internal sealed class TextFile
{
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly Encoding _encoding;

    private TextFile(string path, byte[] bytes, string text, Encoding encoding)
    {
        FullPath = path;
        Bytes = bytes;
        Text = text;
        _encoding = encoding;
    }

    /// <summary>Full path, no link in it.</summary>
    public string FullPath { get; }

    public byte[] Bytes { get; }

    /// <summary>The text, its byte order mark included.</summary>
    public string Text { get; }

    /// <exception cref="FixProblemException">It is no text that can be written back.</exception>
    public static TextFile Read(string path, string shown)
    {
        if (new FileInfo(path).Length > MostBytes)
            throw new FixProblemException($"'{shown}' has more than {MostBytes >> 20} MiB; edit it by hand.");
        var bytes = File.ReadAllBytes(path);
        var encoding = EncodingOf(bytes);
        try
        {
            var text = encoding.GetString(bytes);
            if (encoding.GetBytes(text).AsSpan().SequenceEqual(bytes))
                return new TextFile(path, bytes, text, encoding);
        }
        catch (ArgumentException)
        {
            // Said below, as for a text that would come back otherwise.
        }

        throw new FixProblemException($"'{shown}' is not text in {encoding.WebName} throughout. Save it as UTF-8 and run the fix again.");
    }

    /// <summary>Another text as the bytes of this file's encoding.</summary>
    public byte[] Encode(string text) => _encoding.GetBytes(text);

    /// <summary>The offset in the text of an offset in the bytes.</summary>
    public int CharacterAt(long byteOffset) => byteOffset >= Bytes.Length ? Text.Length : _encoding.GetCharCount(Bytes, 0, (int)byteOffset);

    // The marks are kept in the text, so no preamble is written by the encoding itself.
    private static Encoding EncodingOf(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, 0, 0, ..]) return new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);
        if (bytes is [0xFF, 0xFE, ..]) return new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
        if (bytes is [0xFE, 0xFF, ..]) return new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
        var start = Encoding.ASCII.GetString(bytes, 0, Math.Min(bytes.Length, 120));
        return start.StartsWith("<?xml", StringComparison.Ordinal) && s_latin.Any(name => start.Contains("encoding=\"" + name + "\"", StringComparison.OrdinalIgnoreCase) || start.Contains("encoding='" + name + "'", StringComparison.OrdinalIgnoreCase))
            ? Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    }

    private static readonly string[] s_latin = ["iso-8859-1", "latin1"];
}
