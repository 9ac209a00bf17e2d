namespace ReleaseGuard.Analyzers.Text;

/// <summary>A word of the vocabulary at a position of a text.</summary>
internal readonly record struct WordHit(int Start, string Word, WordUse Use);
