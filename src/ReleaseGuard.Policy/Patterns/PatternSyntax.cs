namespace ReleaseGuard.Policy.Patterns;

/// <summary>Checks a pattern in the language of its kind.</summary>
internal static class PatternSyntax
{
    /// <summary>The first thing wrong with a pattern, or null.</summary>
    public static PatternError? Check(PatternKind kind, string text)
    {
        if (kind == PatternKind.Symbol && (text.Length < 3 || text[1] != ':' || "TMPFEN".IndexOf(text[0]) < 0))
            return new PatternError(0, text.Length, "A symbol is a documentation id: T: (type), M: (method), P: (property), F: (field), E: (event) or N: (namespace) and the full name.");
        return null;
    }
}
