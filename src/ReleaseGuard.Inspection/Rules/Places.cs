using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>From the place of a file to the location of a finding and the subject of an exception.</summary>
internal static class Places
{
    public static FindingLocation ToLocation(this ShippedPlace place) => new(place.File, Entry: place.Entry);

    public static FindingLocation ToLocation(this ShippedPlace place, TensorFact tensor) =>
        new(place.File, Entry: place.Entry, Tensor: tensor.Name, ByteOffset: tensor.ByteOffset, ByteLength: tensor.ByteLength);

    public static FindingLocation ToLocation(this ShippedPlace place, ArtifactProblem problem) =>
        new(place.File, Entry: place.Entry, Tensor: problem.Tensor, ByteOffset: problem.ByteOffset, ByteLength: problem.ByteLength);

    public static FindingLocation ToLocation(this ShippedPlace place, int? line, int? column) => new(place.File, line, column, place.Entry);

    /// <summary>Exceptions name a file by its innermost path: where it lies in the product, whatever it is packed in.</summary>
    public static ExceptionSubject ToSubject(this ShippedPlace place, string? tensor = null) => new(File: place.Inner, Tensor: tensor);
}
