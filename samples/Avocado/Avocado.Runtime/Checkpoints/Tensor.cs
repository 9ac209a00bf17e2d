namespace Avocado.Checkpoints;

/// <summary>A dense tensor, row-major.</summary>
/// <param name="Shape">Dimensions, outermost first.</param>
/// <param name="Values">All values.</param>
public sealed record Tensor(int[] Shape, float[] Values)
{
    /// <summary>Product of this matrix [rows, columns] with a vector of columns.</summary>
    /// <param name="vector">The vector.</param>
    /// <returns>One value per row.</returns>
    public float[] Multiply(ReadOnlySpan<float> vector)
    {
        var columns = Shape[1];
        var result = new float[Shape[0]];
        for (var row = 0; row < result.Length; row++)
        {
            var sum = 0f;
            var weights = Values.AsSpan(row * columns, columns);
            for (var column = 0; column < columns; column++)
                sum += weights[column] * vector[column];
            result[row] = sum;
        }

        return result;
    }

    /// <summary>One row of this matrix.</summary>
    /// <param name="index">The row.</param>
    /// <returns>Its values.</returns>
    public ReadOnlySpan<float> Row(int index) => Values.AsSpan(index * Shape[1], Shape[1]);

    /// <summary>This matrix as a two-dimensional array.</summary>
    /// <returns>A copy.</returns>
    public float[,] ToMatrix()
    {
        var matrix = new float[Shape[0], Shape[1]];
        Buffer.BlockCopy(Values, 0, matrix, 0, Values.Length * sizeof(float));
        return matrix;
    }
}
