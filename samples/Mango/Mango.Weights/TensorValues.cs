using System.Buffers.Binary;

namespace Mango.Weights;

/// <summary>Values of a tensor, from its name alone: the same on every machine.</summary>
internal static class TensorValues
{
    /// <summary>F16 bytes of a tensor, row by row.</summary>
    internal static byte[] Bytes(PlannedTensor tensor)
    {
        var bytes = new byte[tensor.Bytes];
        var state = Seed(tensor.Name);
        for (var i = 0; i < tensor.Parameters; i++)
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * 2), (Half)(tensor.Scale == 0 ? 1f : tensor.Scale * Normal(ref state)));
        return bytes;
    }

    /// <summary>Near enough to normal, and exact everywhere: integer sums of twelve uniform draws.</summary>
    private static float Normal(ref ulong state)
    {
        var sum = 0L;
        for (var draw = 0; draw < 12; draw++)
            sum += (long)(Next(ref state) >> 44);
        return (sum - 6 * (1L << 20)) / (float)(1 << 20);
    }

    private static ulong Seed(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in name)
            hash = (hash ^ character) * 1099511628211UL;
        return hash;
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
