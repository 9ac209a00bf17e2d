namespace ReleaseGuard.Inspection.Differences;

/// <summary>A line that went or came.</summary>
/// <param name="IsAdded">Whether the second release has it.</param>
/// <param name="Line">Its 1-based number in the release that has it.</param>
/// <param name="Text">Its text.</param>
public sealed record LineChange(bool IsAdded, int Line, string Text);
