namespace ReleaseGuard.Artifacts;

/// <summary>Ways of storing a tensor that are not one plain run of little-endian elements.</summary>
public enum TensorStorageKind
{
    /// <summary>One run of elements with the most significant byte first.</summary>
    BigEndian,

    /// <summary>A view: elements lie <see cref="TensorStorage.Strides"/> apart inside the byte range.</summary>
    Strided,

    /// <summary>Several runs, one after the other, in <see cref="TensorStorage.Pieces"/>.</summary>
    Pieces,

    /// <summary>Compressed: the byte range holds the stored form, and decoding it is needed to see the elements.</summary>
    Compressed,

    /// <summary>Chunks of the tensor in <see cref="TensorStorage.Pieces"/>, tile by tile, possibly filtered.</summary>
    Chunked,

    /// <summary>Numbers written one by one among tags or opcodes inside the byte range.</summary>
    Scalars,

    /// <summary>No bytes are stored: the format fills the elements with one value, or keeps only the shape.</summary>
    Absent,
}
