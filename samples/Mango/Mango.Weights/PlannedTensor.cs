namespace Mango.Weights;

/// <summary>A tensor to be written, in half precision.</summary>
/// <param name="Name">Its name; the values follow from it, so that a tensor is the same in every edition that has it.</param>
/// <param name="Shape">Dimensions, outermost first.</param>
/// <param name="Scale">Standard deviation; zero for a norm, whose values are one.</param>
internal sealed record PlannedTensor(string Name, int[] Shape, float Scale = 0.1f)
{
    internal int Parameters => Shape.Aggregate(1, (product, dimension) => product * dimension);

    internal int Bytes => Parameters * 2;
}
