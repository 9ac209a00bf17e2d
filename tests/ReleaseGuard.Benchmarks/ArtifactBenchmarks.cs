using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using BenchmarkDotNet.Attributes;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Benchmarks.Checkpoints;

namespace ReleaseGuard.Benchmarks;

/// <summary>Header inspection of sharded checkpoints on disk, ours beside the least a reader could do with System.Text.Json.</summary>
[MemoryDiagnoser]
public class CheckpointHeaderBenchmarks
{
    private string _folder = "";
    private string[] _files = [];

    [Params("fused", "unfused")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _folder = Path.Combine(Path.GetTempPath(), "releaseguard-benchmark-" + Guid.NewGuid().ToString("N"));
        SparseCheckpoint.Write(_folder, Shape == "fused" ? MaverickShape.Fused() : MaverickShape.Unfused(), 55);
        _files = Directory.GetFiles(_folder, "*.safetensors");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public long Strict()
    {
        long parameters = 0;
        foreach (var file in _files)
        {
            using var source = new FileArtifactSource(file);
            parameters += ArtifactFormats.Detect(source)!.Read(source, CancellationToken.None).Tensors.Sum(tensor => tensor.Parameters);
        }

        return parameters;
    }

    [Benchmark(Baseline = true)]
    public long JsonDocumentReader() => _files.Sum(BaselineReader.CountParameters);
}

/// <summary>One header of 20,000 tensors, in memory.</summary>
[MemoryDiagnoser]
public class LargeHeaderBenchmarks
{
    private byte[] _header = [];
    private IArtifactFormat _format = null!;

    [GlobalSetup]
    public void Setup()
    {
        var tensors = Enumerable.Range(0, 20_000).Select(i => new CheckpointTensor($"language_model.model.layers.{i / 400}.feed_forward.experts.{i % 400}.gate_proj.weight", "BF16", 16, 0, 5120));
        _header = SparseCheckpoint.Header(tensors);
        _format = ArtifactFormats.ClaimedBy(".safetensors")!;
    }

    [Benchmark]
    public int Strict() => _format.Read(new MemoryArtifactSource("a", _header), CancellationToken.None).Tensors.Count;

    [Benchmark(Baseline = true)]
    public long JsonDocumentReader() => BaselineReader.CountParameters(_header.AsMemory(8));
}

/// <summary>An index of 500,000 tensors and 60 MB, streamed from disk, beside JsonDocument.</summary>
[MemoryDiagnoser]
public class LargeIndexBenchmarks
{
    private string _path = "";

    [GlobalSetup]
    public void Setup()
    {
        _path = Path.Combine(Path.GetTempPath(), "releaseguard-benchmark-" + Guid.NewGuid().ToString("N") + ".safetensors.index.json");
        using var file = File.Create(_path);
        LargeIndex.Write(file);
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark]
    public int Streamed()
    {
        using var source = new FileArtifactSource(_path);
        return ShardedIndex.Read(source).TensorCount;
    }

    [Benchmark(Baseline = true)]
    public int JsonDocumentReader()
    {
        using var file = File.OpenRead(_path);
        using var document = JsonDocument.Parse(file);
        return document.RootElement.GetProperty("weight_map").EnumerateObject().Count(property => property.Value.GetString()!.Length > 0);
    }
}

/// <summary>What most scripts do: the header as one JsonDocument, shapes multiplied, nothing checked.</summary>
internal static class BaselineReader
{
    public static long CountParameters(string path)
    {
        using var file = File.OpenHandle(path);
        var length = new byte[8];
        RandomAccess.Read(file, length, 0);
        var header = new byte[BitConverter.ToInt64(length)];
        RandomAccess.Read(file, header, 8);
        return CountParameters(header);
    }

    public static long CountParameters(ReadOnlyMemory<byte> header)
    {
        using var document = JsonDocument.Parse(header);
        long parameters = 0;
        foreach (var tensor in document.RootElement.EnumerateObject())
        {
            if (tensor.Name != "__metadata__")
            {
                parameters += tensor.Value.GetProperty("shape").EnumerateArray().Aggregate(1L, (count, dimension) => count * dimension.GetInt64());
            }
        }

        return parameters;
    }
}
