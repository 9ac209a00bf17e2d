using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Tensors;

/// <summary>Checked arithmetic on dimensions.</summary>
internal static class TensorShape
{
    /// <summary>Product of the dimensions, or null when any step leaves 63 bits (a zero later on does not excuse it) or a dimension is negative.</summary>
    public static long? Count(IReadOnlyList<long> shape)
    {
        long count = 1;
        for (var i = 0; i < shape.Count; i++)
        {
            var dimension = shape[i];
            if (dimension < 0 || (dimension != 0 && count > long.MaxValue / dimension))
            {
                return null;
            }

            count *= dimension;
        }

        return count;
    }
}
