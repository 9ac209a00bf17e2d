namespace ReleaseGuard.Inspection;

/// <summary>Tensors that differ in the numbers of their names only.</summary>
/// <param name="Name">Their name, numbers as ranges: <c>model.layers.{0..47}.mlp.up_proj.weight</c>.</param>
/// <param name="Dtype">Their element type.</param>
/// <param name="Shape">Their shape.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Parameters">The elements of all of them.</param>
public sealed record OverviewTensor(string Name, string Dtype, string Shape, long Count, long Parameters);
