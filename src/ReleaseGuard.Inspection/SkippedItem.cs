namespace ReleaseGuard.Inspection;

/// <summary>Something that ships and was not looked into, and why.</summary>
/// <param name="Path">Path relative to the audited root; an archive entry follows after <c>!/</c>.</param>
/// <param name="Reason">Why it was not looked into.</param>
public sealed record SkippedItem(string Path, string Reason);
