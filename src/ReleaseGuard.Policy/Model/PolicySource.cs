namespace ReleaseGuard.Policy;

/// <summary>A policy file's text and the path that problems name; nothing is read from disk here.</summary>
/// <param name="Path">The path shown with every problem.</param>
/// <param name="Text">The whole text, with or without a byte order mark.</param>
public sealed record PolicySource(string Path, string Text);
