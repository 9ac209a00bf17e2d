namespace ReleaseGuard.Inspection.Facts;

/// <summary>A run of rows along a tensor's first dimension; both ends belong to it.</summary>
/// <param name="First">First row, from 0.</param>
/// <param name="Last">Last row.</param>
internal readonly record struct RowSlice(long First, long Last);

/// <summary>What a row slice of one tensor holds.</summary>
/// <param name="Tensor">The tensor's name.</param>
/// <param name="Slice">The slice asked for.</param>
/// <param name="FirstUncleared">The first of its rows that is not zero; null when all are, or when the tensor has none of them.</param>
internal sealed record RowSliceFact(string Tensor, RowSlice Slice, long? FirstUncleared);
