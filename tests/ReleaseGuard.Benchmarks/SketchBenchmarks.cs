using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;
using BenchmarkDotNet.Attributes;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Content;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Benchmarks;

/// <summary>One pass over 256 MiB of weights on one core: each tier alone, all together, and SHA-256 of the same bytes as the baseline.</summary>
[InProcess]
[WarmupCount(1)]
[IterationCount(5)]
[InvocationCount(1)]
public class SketchBenchmarks
{
    private const int Columns = 4096;
    private const int Megabytes = 256;

    private readonly TensorBlocks _blocks = new();
    private readonly ContentReading _content = new();
    private SketchSubject _subject = null!;
    private TensorEncoding _encoding = null!;
    private byte[] _bytes = [];
    private CodeHits _wide = null!, _narrow = null!;

    [Params("BF16", "F32")]
    public string Type { get; set; } = "";

    /// <summary>Withheld tensors in the sketch: look-up must not grow with them.</summary>
    [Params(1, 10_000)]
    public int Withheld { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _encoding = Type == "BF16" ? PlainEncoding.BFloat16 : PlainEncoding.Float32;
        _bytes = new byte[Megabytes << 20];
        var words = MemoryMarshal.Cast<byte, ulong>(_bytes.AsSpan());
        for (var i = 0; i < words.Length; i++)
        {
            // Exponents near zero: every element is an ordinary number of random magnitude.
            words[i] = (WindowCode.Mix((ulong)i) & 0xBFFFBFFFBFFFBFFF) | 0x3000300030003000;
        }

        var elements = _bytes.Length / _encoding.BlockBytes;
        _subject = new("weights", new MemoryArtifactSource("weights", _bytes), new TensorFact("w", new TensorType(Type, TensorElementKind.Float, _encoding.BlockBytes * 8), [elements / Columns, Columns], elements, 0, _bytes.Length));
        _wide = new CodeHits(Index(WindowKind.Wide));
        _narrow = new CodeHits(Index(WindowKind.Narrow));
    }

    [Benchmark(Baseline = true)]
    public byte[] Sha256() => SHA256.HashData(_bytes);

    [Benchmark]
    public long ExactTier() => Pass(digests: true, histograms: false, windows: false);

    [Benchmark]
    public long OrderFreeTier() => Pass(digests: false, histograms: true, windows: false);

    [Benchmark]
    public long Sketch() => Pass(digests: false, histograms: false, windows: true);

    [Benchmark]
    public long AllTogether() => Pass(digests: true, histograms: true, windows: true);

    private long Pass(bool digests, bool histograms, bool windows)
    {
        var reading = new OrdinalReading(_wide.Look, _narrow.Look);
        reading.Begin(_encoding, Columns);
        _content.Begin(_subject.Tensor.Parameters, _encoding, digests, histograms);
        _blocks.Read(
            _subject,
            _encoding,
            0,
            _subject.Rows,
            (bytes, startsRow) =>
            {
                if (digests || histograms)
                {
                    _content.Append(bytes);
                }

                if (windows)
                {
                    reading.Append(bytes, startsRow);
                }
            },
            CancellationToken.None);
        return digests ? _content.Digests().Sha256.Length : reading.Windows(WindowKind.Wide);
    }

    private CodeIndex Index(WindowKind kind) => new([.. Enumerable.Range(0, Withheld * 512).Select(i => new System.Collections.Generic.KeyValuePair<ulong, int>(WindowCode.Mix((ulong)i + 1) & kind.CodeMask, i / 512))]);
}
