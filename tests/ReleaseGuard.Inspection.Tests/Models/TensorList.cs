using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Tests.Models;

/// <summary>Tensors of a checkpoint, written down the way its makers name them.</summary>
internal sealed class TensorList : List<(string Name, string Dtype, long[] Shape)>
{
    private readonly string _dtype;

    public TensorList(string dtype = "BF16") => _dtype = dtype;

    public void Add(string name, params long[] shape) => Add((name, _dtype, shape));

    public void AddAs(string dtype, string name, params long[] shape) => Add((name, dtype, shape));

    /// <summary>A linear layer with weight and bias.</summary>
    public void Linear(string name, long outputs, long inputs, bool bias = true)
    {
        Add(name + ".weight", outputs, inputs);
        if (bias)
        {
            Add(name + ".bias", outputs);
        }
    }

    /// <summary>A norm with weight and bias.</summary>
    public void Norm(string name, long size)
    {
        Add(name + ".weight", size);
        Add(name + ".bias", size);
    }
}
