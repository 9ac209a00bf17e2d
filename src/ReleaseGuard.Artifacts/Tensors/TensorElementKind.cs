namespace ReleaseGuard.Artifacts;

/// <summary>What the elements of a tensor are.</summary>
public enum TensorElementKind
{
    /// <summary>Not known to the reader.</summary>
    Unknown,

    /// <summary>IEEE or brain floating point of any width, 4 to 64 bits.</summary>
    Float,

    /// <summary>Signed or unsigned integers, packed weights among them.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Complex numbers.</summary>
    Complex,

    /// <summary>Blocks of quantised weights with their scales inside.</summary>
    Quantized,

    /// <summary>Scale exponents (E8M0) that belong to other tensors.</summary>
    Scale,

    /// <summary>Text or opaque byte strings.</summary>
    Text,
}
