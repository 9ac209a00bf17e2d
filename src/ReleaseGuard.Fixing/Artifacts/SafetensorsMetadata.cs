using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using ReleaseGuard.Editing;

namespace ReleaseGuard.Fixing;

/// <summary>
/// Writes a safetensors file again without some keys of its metadata. Every tensor's entry stays as it is written, character for character, and
/// every byte behind the header is copied, read back and held against the original by SHA-256 before the new file may take the old one's place.
/// </summary>
internal sealed class SafetensorsMetadata
{
    private const int LengthBytes = 8;
    private const string Metadata = "__metadata__";

    private readonly string _path;
    private readonly long _dataStart;
    private readonly JsonText _before;
    private readonly JsonText _after;

    private SafetensorsMetadata(string path, long dataStart, JsonText before, JsonText after)
    {
        _path = path;
        _dataStart = dataStart;
        _before = before;
        _after = after;
    }

    /// <summary>The header without the keys.</summary>
    /// <exception cref="FixProblemException">The header cannot be read, or has not these keys.</exception>
    public static SafetensorsMetadata Without(string path, IReadOnlyCollection<string> keys)
    {
        var name = Path.GetFileName(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> length = stackalloc byte[LengthBytes];
        stream.ReadExactly(length);
        var headerLength = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (headerLength < 2 || headerLength > 100_000_000 || headerLength > stream.Length - LengthBytes) throw new FixProblemException($"the header of '{name}' cannot be read.");
        var header = new byte[headerLength];
        stream.ReadExactly(header);

        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(header);
        }
        catch (ArgumentException)
        {
            throw new FixProblemException($"the header of '{name}' is not UTF-8.");
        }

        if (!JsonText.TryParse(text.TrimEnd(), out var before, out _)) throw new FixProblemException($"the header of '{name}' cannot be read.");
        var metadata = before.Root.Member(Metadata);
        var gone = metadata?.Children.Where(entry => keys.Contains(entry.Name!)).ToList() ?? [];
        if (gone.Count == 0) throw new FixProblemException($"the metadata of '{name}' has no such key.");
        IReadOnlyCollection<JsonNode> removed = gone.Count == metadata!.Children.Count ? [metadata] : gone;
        if (!before.TryApply(JsonEdits.Remove(before, removed), out var after, out _) || !Tensors(before).SequenceEqual(Tensors(after), StringComparer.Ordinal))
            throw new FixProblemException($"the header of '{name}' would not say the same of its tensors any more.");
        return new SafetensorsMetadata(path, LengthBytes + headerLength, before, after);
    }

    /// <summary>The metadata before and after as a diff.</summary>
    public string Diff(string shown) => UnifiedDiff.Of(Lines(_before), Lines(_after), shown);

    /// <summary>Writes the file and proves that the tensors' bytes are the same.</summary>
    public void Write(Stream output, CancellationToken ct)
    {
        var header = Encoding.UTF8.GetBytes(_after.Text);

        // Blanks behind the header keep the tensors at a multiple of eight bytes, as writers of the format do.
        var padded = (header.Length + 7) / 8 * 8;
        var start = new byte[LengthBytes + padded];
        BinaryPrimitives.WriteInt64LittleEndian(start, padded);
        header.CopyTo(start, LengthBytes);
        start.AsSpan(LengthBytes + header.Length).Fill((byte)' ');
        output.Write(start);

        using var input = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan) { Position = _dataStart };
        var copied = Copy(input, output, ct);
        output.Flush();
        output.Position = start.Length;
        if (!copied.SequenceEqual(Copy(output, null, ct)) || output.Length - start.Length != input.Length - _dataStart)
            throw new IOException($"'{Path.GetFileName(_path)}' was not copied faithfully; the disk is to be trusted no further.");
    }

    private static byte[] Copy(Stream input, Stream? output, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        int read;
        while ((read = input.Read(buffer)) > 0)
        {
            ct.ThrowIfCancellationRequested();
            digest.AppendData(buffer, 0, read);
            output?.Write(buffer, 0, read);
        }

        return digest.GetHashAndReset();
    }

    private static IEnumerable<string> Tensors(JsonText header) =>
        header.Root.Children.Where(static member => member.Name != Metadata).Select(member => header.Text[member.Start..member.End]);

    private static string Lines(JsonText header) =>
        string.Concat((header.Root.Member(Metadata)?.Children ?? []).Select(entry => $"{Metadata}.{entry.Name} = {header.Text[entry.ValueStart..entry.End]}\n"));
}
