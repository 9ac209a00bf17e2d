namespace ReleaseGuard.Policy;

/// <summary>Where an exception holds: a pattern of each kind stated, all of which must match.</summary>
/// <param name="Project">Path of a project file.</param>
/// <param name="Symbol">Documentation-comment id.</param>
/// <param name="File">Path inside what ships, or of a source file.</param>
/// <param name="Tensor">Tensor name.</param>
/// <param name="Package">Package id.</param>
/// <param name="Assembly">Simple assembly name.</param>
/// <param name="Token">Vocabulary entry.</param>
/// <param name="Location">The <c>where</c> in the policy.</param>
public sealed record ExceptionScope(
    string? Project,
    string? Symbol,
    string? File,
    string? Tensor,
    string? Package,
    string? Assembly,
    string? Token,
    PolicyLocation Location);
