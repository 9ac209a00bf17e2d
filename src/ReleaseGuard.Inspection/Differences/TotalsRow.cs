namespace ReleaseGuard.Inspection.Differences;

/// <summary>What a module, an element type or a file comes to in both releases.</summary>
/// <param name="Name">The module, element type or file.</param>
/// <param name="TensorsBefore">Tensors in the first release.</param>
/// <param name="TensorsAfter">Tensors in the second release.</param>
/// <param name="ParametersBefore">Elements in the first release.</param>
/// <param name="ParametersAfter">Elements in the second release.</param>
/// <param name="BytesBefore">Bytes of those tensors in the first release.</param>
/// <param name="BytesAfter">Bytes of those tensors in the second release.</param>
public sealed record TotalsRow(string Name, long TensorsBefore, long TensorsAfter, long ParametersBefore, long ParametersAfter, long BytesBefore, long BytesAfter)
{
    /// <summary>Whether both releases come to the same here.</summary>
    public bool IsSame => TensorsBefore == TensorsAfter && ParametersBefore == ParametersAfter && BytesBefore == BytesAfter;
}
