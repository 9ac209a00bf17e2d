namespace ReleaseGuard.Policy;

/// <summary>A slice along a tensor's first dimension; both ends belong to it.</summary>
/// <param name="First">First row, from 0.</param>
/// <param name="Last">Last row.</param>
public sealed record RowRange(long First, long Last)
{
    /// <summary>The slice as the policy writes it.</summary>
    public override string ToString() => First == Last ? $"{First}" : $"{First}..{Last}";
}
