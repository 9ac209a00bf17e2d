namespace ReleaseGuard.Artifacts;

/// <summary>One tensor's, or one run of unowned bytes', part of a count.</summary>
/// <param name="Name">Tensor name, or what the bytes are.</param>
/// <param name="File">Index of the file among those counted.</param>
/// <param name="Class">What its elements count as; null for bytes that no tensor owns.</param>
/// <param name="Logical">Logical parameters it adds.</param>
/// <param name="Capacity">Parameters its bytes could hold.</param>
public sealed record ParameterContributor(string Name, int File, ParameterClass? Class, long Logical, long Capacity);
