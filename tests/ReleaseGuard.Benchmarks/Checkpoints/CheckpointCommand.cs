using System;
using System.IO;
using System.Linq;

namespace ReleaseGuard.Benchmarks.Checkpoints;

/// <summary>The command line of the generators: <c>checkpoint maverick-fused|maverick-unfused|large-index FOLDER</c>.</summary>
public static class CheckpointCommand
{
    private const int MaverickShards = 55;

    public static int Run(ReadOnlySpan<string> args)
    {
        if (args is not [var shape, var folder])
        {
            return Usage();
        }

        switch (shape)
        {
            case "maverick-fused":
                return Report(folder, SparseCheckpoint.Write(folder, MaverickShape.Fused(), MaverickShards));
            case "maverick-unfused":
                return Report(folder, SparseCheckpoint.Write(folder, MaverickShape.Unfused(), MaverickShards));
            case "large-index":
                Directory.CreateDirectory(folder);
                using (var file = File.Create(Path.Combine(folder, "model.safetensors.index.json")))
                {
                    LargeIndex.Write(file);
                    Console.WriteLine($"{folder}: an index of {LargeIndex.TensorCount} tensors, {file.Length} bytes");
                }

                return 0;
            default:
                return Usage();
        }
    }

    private static int Report(string folder, long headers)
    {
        var files = Directory.GetFiles(folder, "*.safetensors");
        Console.WriteLine($"{folder}: {files.Length} shards, {files.Sum(file => new FileInfo(file).Length)} bytes apparent, {headers} bytes of headers");
        return 0;
    }

    private static int Usage()
    {
        Console.Error.WriteLine("usage: checkpoint maverick-fused|maverick-unfused|large-index FOLDER");
        return 4;
    }
}
