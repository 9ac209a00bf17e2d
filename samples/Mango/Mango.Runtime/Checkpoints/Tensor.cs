namespace Mango.Checkpoints;

/// <summary>A dense matrix, row-major.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Values">All values.</param>
public sealed record Tensor(int Rows, int Columns, float[] Values)
{
    /// <summary>Product of this matrix with a vector of columns.</summary>
    /// <param name="vector">The vector.</param>
    /// <returns>One value per row.</returns>
    public float[] Multiply(ReadOnlySpan<float> vector)
    {
        var result = new float[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var weights = Row(row);
            for (var column = 0; column < Columns; column++)
                result[row] += weights[column] * vector[column];
        }

        return result;
    }

    /// <summary>One row of this matrix.</summary>
    /// <param name="index">The row.</param>
    /// <returns>Its values.</returns>
    public ReadOnlySpan<float> Row(int index) => Values.AsSpan(index * Columns, Columns);

    /// <summary>This matrix as a two-dimensional array.</summary>
    /// <returns>A copy.</returns>
    public float[,] ToMatrix()
    {
        var matrix = new float[Rows, Columns];
        Buffer.BlockCopy(Values, 0, matrix, 0, Values.Length * sizeof(float));
        return matrix;
    }

    /// <summary>Widens half precision.</summary>
    /// <param name="bytes">Little-endian values.</param>
    /// <returns>The values.</returns>
    internal static float[] Widen(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / 2];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)System.Buffers.Binary.BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]);
        return values;
    }
}
