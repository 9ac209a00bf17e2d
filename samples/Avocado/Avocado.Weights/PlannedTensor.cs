namespace Avocado.Weights;

/// <summary>A tensor to be written.</summary>
/// <param name="Name">Its name; the values follow from it, so that a tensor is the same in every edition that has it.</param>
/// <param name="Shape">Dimensions, outermost first.</param>
/// <param name="Scale">Standard deviation; zero for a norm, whose values are one.</param>
/// <param name="ZeroFrom">First row that is zero; null where none is.</param>
internal sealed record PlannedTensor(string Name, int[] Shape, float Scale, int? ZeroFrom = null)
{
    internal long Parameters => Shape.Aggregate(1L, (product, dimension) => product * dimension);

    internal long Bytes => Parameters * 2;
}
