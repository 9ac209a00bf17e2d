namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>Statements that became a partial method: what stands in their place, and the method's two halves.</summary>
/// <param name="Call">The statements in the place of the old ones, without the first line's indentation.</param>
/// <param name="Declaration">The half that stays: a partial method without a body, whose calls vanish where nobody implements it.</param>
/// <param name="Implementation">The half that moves.</param>
internal sealed record ExtractedStatements(string Call, string Declaration, string Implementation)
{
    /// <summary>The local that tells whether the method has run; null where nobody has to know.</summary>
    public string? Flag { get; init; }
}
