namespace ReleaseGuard.Policy;

/// <summary>What a finding is about, held against an exception's <see cref="ExceptionScope"/>; null where it has no such part.</summary>
/// <param name="Project">Path of the project file, relative to the policy, with forward slashes.</param>
/// <param name="Symbol">Documentation-comment id: of the withheld symbol or of the member that mentions it.</param>
/// <param name="File">Path of the file, relative, with forward slashes.</param>
/// <param name="Tensor">Tensor name.</param>
/// <param name="Package">Package id.</param>
/// <param name="Assembly">Simple assembly name.</param>
/// <param name="Token">Vocabulary entry.</param>
public readonly record struct ExceptionSubject(
    string? Project = null,
    string? Symbol = null,
    string? File = null,
    string? Tensor = null,
    string? Package = null,
    string? Assembly = null,
    string? Token = null);
