using System;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>
/// How the elements of a tensor are stored, and the three ways to look at them: as binary32 numbers, as integers that order like their
/// magnitudes, and as canonical 16-bit codes. Everything is little-endian, as every format here stores it.
/// </summary>
internal abstract class TensorEncoding(string name, int blockElements, int blockBytes)
{
    /// <summary>Name of the type, as readers give it.</summary>
    public string Name => name;

    /// <summary>Elements that share one block of bytes; 1 for plain types.</summary>
    public int BlockElements => blockElements;

    /// <summary>Bytes of one block.</summary>
    public int BlockBytes => blockBytes;

    /// <summary>Whether canonical casts of the elements are defined: floating point, not quantised.</summary>
    public virtual bool HasCasts => false;

    /// <summary>The layout in which the window kernels read the elements: as stored, or as <see cref="Expand"/> gives them.</summary>
    public virtual MagnitudeKind Magnitudes => MagnitudeKind.Float32;

    /// <summary>Whether the kernels read the bytes as stored, so that <see cref="Expand"/> is not called.</summary>
    public virtual bool IsDirect => false;

    /// <summary>Decodes whole blocks to numbers: the values a reference implementation would compute, rounded to binary32 only where the format's own definition rounds.</summary>
    public abstract void ToFloats(ReadOnlySpan<byte> source, Span<float> target);

    /// <summary>Bytes that one element takes after <see cref="Expand"/>.</summary>
    public int ExpandedBytes => Magnitudes switch
    {
        MagnitudeKind.Float32 => 4,
        MagnitudeKind.Float16 or MagnitudeKind.BFloat16 => 2,
        _ => 1,
    };

    /// <summary>Writes elements in the layout of <see cref="Magnitudes"/>, ordered within every 32 as the values are.</summary>
    public virtual void Expand(ReadOnlySpan<byte> source, Span<byte> target) =>
        ToFloats(source, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(target));
}
