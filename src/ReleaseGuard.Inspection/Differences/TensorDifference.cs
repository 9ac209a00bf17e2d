namespace ReleaseGuard.Inspection.Differences;

/// <summary>One tensor that is not the same in both releases.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Before">The tensor of the first release; null when added.</param>
/// <param name="After">The tensor of the second release; null when removed.</param>
public sealed record TensorDifference(DifferenceKind Kind, PlacedTensor? Before, PlacedTensor? After)
{
    /// <summary>The name it is listed under.</summary>
    public string Name => (Before ?? After)!.Name;
}
