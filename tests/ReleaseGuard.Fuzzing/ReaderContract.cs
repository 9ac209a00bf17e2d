using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Artifacts.Archives;

namespace ReleaseGuard.Fuzzing;

/// <summary>
/// What every reader owes to any file: no exception, no read outside the file, bytes read and memory taken within a multiple of the file's length,
/// no negative counts, and nothing that a cut-off file could pass by. One call is one execution of the fuzzer.
/// </summary>
internal sealed class ReaderContract
{
    /// <summary>Bytes that may be asked of the source for each byte of the file, and once.</summary>
    private const long ReadFactor = 64, ReadBase = 1 << 20;

    /// <summary>Bytes that may be allocated for each byte of the file, and once: pages and buffers of a reader are at most some megabytes.</summary>
    private const long MemoryFactor = 1024, MemoryBase = 32L << 20;

    private readonly Action<FencedSource> _read;

    public ReaderContract(string target)
    {
        _read = target switch
        {
            "index" => ReadIndex,
            "zip" => ReadZip,
            "detect" => Detect,
            _ => ReadFormat(ArtifactFormats.All.SingleOrDefault(format => format.Name == target)
                ?? throw new ArgumentException($"'{target}' is none of {string.Join(", ", Targets)}")),
        };
    }

    /// <summary>What can be fuzzed: each format, and what lies beside them.</summary>
    public static IEnumerable<string> Targets => [.. ArtifactFormats.All.Select(format => format.Name), "index", "zip", "detect"];

    public void Hold(byte[] bytes, int length)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _read(new FencedSource(bytes, length));
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Require(taken <= MemoryBase + (MemoryFactor * length), $"{taken} bytes of memory for {length}");
    }

    private static Action<FencedSource> ReadFormat(IArtifactFormat format) => source =>
    {
        var facts = format.Read(source, CancellationToken.None);
        Check(facts.Problems, facts.BytesRead, source.Length);
        foreach (var tensor in facts.Tensors)
        {
            Require(tensor.Parameters >= 0 && tensor.UniqueParameters >= 0 && tensor.UniqueParameters <= tensor.Parameters, $"counts of {tensor}");
            Require(tensor.ByteOffset >= 0 && tensor.ByteLength >= 0, $"the place of {tensor}");
            Require(tensor.Shape.All(dimension => dimension >= 0), $"a dimension of {tensor}");
        }

        foreach (var payload in facts.Payloads)
        {
            Require(payload.ByteLength >= 0, $"{payload}");
        }
    };

    private static void ReadIndex(FencedSource source)
    {
        var facts = ShardedIndex.Read(source);
        Check(facts.Problems, facts.BytesRead, source.Length);
    }

    private static void ReadZip(FencedSource source)
    {
        var archive = ZipArchiveReader.Open(source);
        Check(archive.Problems, archive.BytesRead, source.Length);
    }

    private static void Detect(FencedSource source)
    {
        if (ArtifactFormats.Detect(source, null) is { } format)
        {
            ReadFormat(format)(source);
        }
    }

    private static void Check(IReadOnlyList<ArtifactProblem> problems, long bytesRead, long length)
    {
        Require(bytesRead <= ReadBase + (ReadFactor * length), $"{bytesRead} bytes read of {length}");
        foreach (var problem in problems)
        {
            // X0 is a reader's own fault, caught where it would have left it.
            Require(problem.Invariant != "X0", problem.Message);
            Require(problem.ByteOffset is null or >= 0 && problem.ByteLength is null or >= 0, $"the place of {problem}");
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new BrokenContractException(what);
        }
    }
}
