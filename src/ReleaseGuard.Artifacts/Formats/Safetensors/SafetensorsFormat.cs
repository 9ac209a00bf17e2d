using System;
using System.Buffers.Binary;
using System.Threading;
using ReleaseGuard.Artifacts.Json;

namespace ReleaseGuard.Artifacts.Formats.Safetensors;

/// <summary>
/// safetensors, stricter than the reference reader (huggingface/safetensors, safetensors/src/tensor.rs): also refuses duplicate keys,
/// unknown fields and numbers that are not plain integers. Reads the header and nothing else. Invariants S1 to S13.
/// </summary>
internal sealed class SafetensorsFormat : ArtifactFormat
{
    /// <summary>MAX_HEADER_SIZE of the reference reader.</summary>
    public const long MaxHeaderLength = 100_000_000;

    private const int LengthBytes = 8;
    private const long LargePadding = 4096;

    public override string Name => "safetensors";

    public override string[] Extensions => [".safetensors"];

    public override bool Recognises(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < LengthBytes + 2)
        {
            return false;
        }

        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(head);
        if (headerLength < 2 || headerLength > MaxHeaderLength)
        {
            return false;
        }

        // A cut file is still one: its length is checked while reading, not here.
        head = head.Slice(LengthBytes);
        var i = 0;
        while (i < head.Length && head[i] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            i++;
        }

        if (i == head.Length || head[i] != '{')
        {
            return false;
        }

        for (i++; i < head.Length; i++)
        {
            if (head[i] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return head[i] is (byte)'"' or (byte)'}';
            }
        }

        return true;
    }

    protected override void Read(FactsBuilder facts)
    {
        var reader = facts.Reader;
        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        if (!reader.TryRead(0, lengthBytes))
        {
            facts.Malformed("S1", $"the file has {reader.Length} bytes; the header length alone takes 8", 0, reader.Length);
            return;
        }

        var declared = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        var available = reader.Length - LengthBytes;
        if (declared < 2)
        {
            facts.Malformed("S2", $"header length {declared} is too small for '{{}}'", 0, LengthBytes);
            return;
        }

        if (declared > MaxHeaderLength)
        {
            facts.Malformed("S2", $"header length {declared} is over the format's limit of {MaxHeaderLength}", 0, LengthBytes);
            return;
        }

        var headerLength = (long)declared;
        if (headerLength > available)
        {
            facts.Malformed("S2", $"header length {declared} reaches past the end of the file ({available} bytes follow)", 0, LengthBytes);
            headerLength = available;
        }

        var json = new JsonTokenizer(reader, LengthBytes, headerLength);
        json.SkipWhitespace();
        if (json.Position > LengthBytes)
        {
            facts.Note("S4", $"the header begins with {json.Position - LengthBytes} bytes of white space; the format says it begins with '{{'", LengthBytes, json.Position - LengthBytes);
        }

        var header = new SafetensorsHeader(facts, json, LengthBytes + headerLength);
        header.Read();
        if (json.Fault is { } fault)
        {
            facts.Malformed(fault.IsEncoding ? "S3" : "S4", $"the header is not {(fault.IsEncoding ? "UTF-8" : "JSON")}: {fault.Message}", fault.ByteOffset);
            return;
        }

        if (header.IsObject)
        {
            CheckPadding(facts, json, LengthBytes + headerLength);
            header.CheckLayout();
        }
    }

    private static void CheckPadding(FactsBuilder facts, JsonTokenizer json, long end)
    {
        var start = json.Position;
        var isPlain = true;
        while (json.TryPeek(out var b))
        {
            if (b is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                facts.Malformed("S5", "bytes follow the header's closing brace", json.Position, end - json.Position);
                facts.Payload("bytes after the header's closing brace", json.Position, end - json.Position);
                return;
            }

            isPlain &= b == ' ';
            json.Advance();
        }

        var length = end - start;
        if (!isPlain)
        {
            facts.Note("S5", "the header is padded with white space other than 0x20", start, length);
        }

        if (length > LargePadding)
        {
            facts.Note("S5", $"{length} bytes of padding follow the header", start, length);
            facts.Payload("header padding", start, length);
        }
    }
}
