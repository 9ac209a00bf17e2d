using System.Linq;

namespace ReleaseGuard.Benchmarks.Checkpoints;

/// <summary>One tensor of a checkpoint to be written: its name, safetensors dtype, width in bits and shape.</summary>
public sealed record CheckpointTensor(string Name, string Dtype, int Bits, params long[] Shape)
{
    public long ByteLength => Shape.Aggregate(1L, (a, b) => a * b) * Bits / 8;
}
