using System;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>One pattern on its own.</summary>
internal sealed class SinglePattern
{
    private readonly string _text;

    private SinglePattern(PatternKind kind, string text)
    {
        Kind = kind;
        _text = text;
    }

    public PatternKind Kind { get; }

    /// <summary>Compiles a pattern; null for null.</summary>
    public static SinglePattern? Of(PatternKind kind, string? text) => text is null ? null : new SinglePattern(kind, text);

    public bool Matches(string text) => string.Equals(_text, text, StringComparison.Ordinal);
}
