using System.Collections.Generic;

namespace ReleaseGuard.Artifacts;

/// <summary>One tensor of an artifact.</summary>
/// <param name="Name">Name as stored.</param>
/// <param name="Type">Element type as stored.</param>
/// <param name="Shape">Dimensions, outermost first (C order), whatever order the file uses.</param>
/// <param name="Parameters">Number of elements: the product of <paramref name="Shape"/>.</param>
/// <param name="ByteOffset">Offset of the data from the start of the file (of <see cref="ExternalFile"/> where set).</param>
/// <param name="ByteLength">Length of the data in bytes.</param>
public sealed record TensorFact(
    string Name,
    TensorType Type,
    IReadOnlyList<long> Shape,
    long Parameters,
    long ByteOffset,
    long ByteLength)
{
    /// <summary>The file that holds the data, relative to the artifact's folder, when it is not the artifact itself; or the archive entry within it.</summary>
    public string? ExternalFile { get; init; }

    /// <summary>How the elements lie, where they are not one run of little-endian elements; null where they are.</summary>
    public TensorStorage? Storage { get; init; }

    /// <summary>Elements that no tensor before this one in the same artifact holds too (views of one storage, tied weights); <see cref="Parameters"/> where nothing is shared.</summary>
    public long UniqueParameters { get; init; } = Parameters;
}
