namespace ReleaseGuard.Fixing;

/// <summary>A file that a fix changes or removes.</summary>
/// <param name="File">The file, relative to the folder the fix works in, with forward slashes.</param>
/// <param name="Diff">The change as a unified diff; for what is no text, a line in its place.</param>
/// <param name="IsRemoval">Whether the file is removed.</param>
public sealed record FileChange(string File, string Diff, bool IsRemoval = false);
