namespace ReleaseGuard.Inspection.Baselines;

/// <summary>An old finding that is accepted until it is mended.</summary>
/// <param name="Release">The audited path, relative to the policy's folder, with forward slashes.</param>
/// <param name="Key">The finding's key: rule, component, and tensor, entry or file; never a line.</param>
/// <param name="Component">The component it belongs to, where there is one.</param>
/// <param name="IsFullContent">Whether every byte was read when it was found: headers alone may not show it.</param>
/// <param name="Line">Its line in the file, from 1; 0 for one that is not written yet.</param>
public sealed record BaselineEntry(string Release, string Key, string? Component, bool IsFullContent, int Line = 0);
