namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>A statement for one edition, with the key that names the edition.</summary>
internal sealed record PerEdition<T>(Located<string> Edition, T Value);
