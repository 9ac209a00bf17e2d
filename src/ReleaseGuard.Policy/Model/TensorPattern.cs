using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>A tensor recognised by name, slice, shape, type or content; every condition stated must hold.</summary>
/// <param name="Name">Dotted glob of its name; null when content alone decides.</param>
/// <param name="Rows">The withheld slice along the first dimension; null for the whole tensor.</param>
/// <param name="Shape">Its shape; a null dimension may have any size.</param>
/// <param name="Dtype">Its element type, as in safetensors (<c>BF16</c>); compared without case.</param>
/// <param name="Sha256">Digest of its bytes: 64 lower-case hex digits.</param>
/// <param name="Sketch">A sketch of its values.</param>
/// <param name="Location">The entry in the policy.</param>
public sealed record TensorPattern(
    PolicyPattern? Name,
    RowRange? Rows,
    IReadOnlyList<long?>? Shape,
    string? Dtype,
    string? Sha256,
    SketchReference? Sketch,
    PolicyLocation Location)
{
    /// <summary>
    /// Whether the name alone withholds the tensor. A pattern that asks for rows, a shape, a type or content as well withholds a part
    /// or a form of it, and the name is everybody's.
    /// </summary>
    public bool IsNamedOutright => this is { Name: not null, Rows: null, Shape: null, Dtype: null, Sha256: null, Sketch: null };
}
