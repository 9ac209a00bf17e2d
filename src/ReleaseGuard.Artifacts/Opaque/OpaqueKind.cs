namespace ReleaseGuard.Artifacts;

/// <summary>Ways in which bytes that no reader understands look like weights.</summary>
public enum OpaqueKind
{
    /// <summary>Random to the eye: compressed, encrypted or quantised.</summary>
    HighEntropy,

    /// <summary>Numbers of one floating-point type without a header.</summary>
    FloatArray,

    /// <summary>A long run of base64 inside text.</summary>
    Base64,

    /// <summary>A long run of hexadecimal digits inside text.</summary>
    Hexadecimal,

    /// <summary>A long list of written numbers inside text.</summary>
    NumberList,

    /// <summary>The beginning of a model file or an archive behind other bytes.</summary>
    EmbeddedFile,
}
