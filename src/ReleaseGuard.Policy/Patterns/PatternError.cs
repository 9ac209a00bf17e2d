namespace ReleaseGuard.Policy.Patterns;

/// <summary>What is wrong with a pattern, and where in its text.</summary>
internal sealed record PatternError(int Offset, int Length, string Message);
