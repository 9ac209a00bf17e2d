using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace ReleaseGuard.Artifacts.Tests.Formats.Gguf;

/// <summary>Writes GGUF files field by field in either byte order, so a test can make exactly one field wrong.</summary>
internal sealed class GgufBytes
{
    private readonly List<byte[]> _values = [];
    private readonly List<byte[]> _tensors = [];
    private long _nextOffset;
    private long _dataLength;

    public uint Version { get; init; } = 3;

    public bool IsBigEndian { get; init; }

    public string Magic { get; init; } = "GGUF";

    public ulong? TensorCount { get; init; }

    public ulong? ValueCount { get; init; }

    public int Alignment { get; init; } = 32;

    public byte PaddingByte { get; init; }

    public byte[] Tail { get; init; } = [];

    public int CutData { get; init; }

    /// <summary>A file with a value of each kind and two tensors; the clean twin of every hostile one.</summary>
    public static GgufBytes CleanParts(bool isBigEndian = false, uint version = 3) => new GgufBytes { IsBigEndian = isBigEndian, Version = version }
        .Text("general.architecture", "llama")
        .Value("llama.block_count", 4, 2u)
        .Value("general.bool", 7, (byte)1)
        .Value("llama.rope.freq_base", 6, 10000f)
        .Value("llama.big", 10, 1ul << 40)
        .Texts("tokenizer.ggml.tokens", "a", "b")
        .Array("llama.small", 5, 1, -2)
        .Tensor("token_embd.weight", 0, [8, 4], 128)
        .Tensor("blk.0.ffn.weight", 2, [32, 3], 54);

    public static byte[] Clean() => CleanParts().Build();

    public GgufBytes Raw(string key, uint type, byte[] value) => RawKey(Encoding.UTF8.GetBytes(key), null, type, value);

    public GgufBytes RawKey(byte[] key, ulong? length, uint type, byte[] value)
    {
        _values.Add([.. Count(length ?? (ulong)key.Length), .. key, .. Number(type), .. value]);
        return this;
    }

    public GgufBytes Text(string key, string value) => Raw(key, 8, String(value));

    public GgufBytes Texts(string key, params string[] values) => Raw(key, 9, [.. Number(8u), .. Count((ulong)values.Length), .. values.SelectMany(String)]);

    public GgufBytes Array(string key, uint type, params object[] values) => Raw(key, 9, [.. Number(type), .. Count((ulong)values.Length), .. values.SelectMany(Number)]);

    public GgufBytes Value(string key, uint type, object value) => Raw(key, type, Number(value));

    public GgufBytes Tensor(string name, uint type, ulong[] shape, long length, ulong? offset = null, ulong? nameLength = null, uint? dimensions = null)
    {
        var at = offset ?? (ulong)_nextOffset;
        _tensors.Add([.. Count(nameLength ?? (ulong)name.Length), .. Encoding.UTF8.GetBytes(name), .. Number(dimensions ?? (uint)shape.Length), .. shape.SelectMany(Count), .. Number(type), .. Number(at)]);
        _nextOffset = (long)at + ((length + Alignment - 1) / Alignment * Alignment);
        _dataLength = Math.Max(_dataLength, _nextOffset);
        return this;
    }

    public byte[] Build()
    {
        using var stream = new MemoryStream();
        stream.Write(Encoding.ASCII.GetBytes(Magic));
        stream.Write(Number(Version));
        stream.Write(Count(TensorCount ?? (ulong)_tensors.Count));
        stream.Write(Count(ValueCount ?? (ulong)_values.Count));
        foreach (var part in _values.Concat(_tensors))
        {
            stream.Write(part);
        }

        if (_tensors.Count > 0)
        {
            while (stream.Length % Alignment != 0)
            {
                stream.WriteByte(PaddingByte);
            }
        }

        stream.Write(new byte[Math.Max(0, Math.Min(_dataLength, 1 << 20) - CutData)]);
        stream.Write(Tail);
        return stream.ToArray();
    }

    public static ArtifactFacts Read(byte[] bytes)
    {
        var source = new CountingSource("model.gguf", bytes);
        var format = ArtifactFormats.Detect(source)!;
        Assert.Equal("gguf", format.Name);
        var facts = format.Read(source, CancellationToken.None);
        Assert.DoesNotContain(facts.Problems, problem => problem.Kind == ArtifactProblemKind.Unread);
        Assert.All(facts.Tensors, tensor => Assert.True(tensor.ByteOffset >= 0 && tensor.ByteLength >= 0 && tensor.ByteOffset + tensor.ByteLength <= bytes.Length));
        Assert.All(facts.Payloads, payload => Assert.True(payload.ByteOffset >= 0 && payload.ByteLength >= 0 && payload.ByteOffset + payload.ByteLength <= bytes.Length));
        return facts;
    }

    private byte[] String(string value) => [.. Count((ulong)Encoding.UTF8.GetByteCount(value)), .. Encoding.UTF8.GetBytes(value)];

    private byte[] Count(ulong value) => Version == 1 ? Number((uint)value) : Number(value);

    private byte[] Number(object value)
    {
        byte[] bytes = value switch
        {
            byte number => [number],
            ushort number => BitConverter.GetBytes(number),
            uint number => BitConverter.GetBytes(number),
            int number => BitConverter.GetBytes(number),
            ulong number => BitConverter.GetBytes(number),
            float number => BitConverter.GetBytes(number),
            _ => throw new ArgumentException(value.GetType().Name),
        };
        return IsBigEndian ? [.. bytes.Reverse()] : bytes;
    }
}
