namespace ReleaseGuard.Inspection.Facts;

/// <summary>A name inside a compiled file or a file beside one, which somebody asked about.</summary>
/// <param name="Source">Where in the file it stands.</param>
/// <param name="Text">The name, as a text, a documentation-comment id or a path.</param>
internal sealed record NamedFact(NameSource Source, string Text)
{
    /// <summary>1-based line in the file itself, or in the source that a symbol file embeds.</summary>
    public int? Line { get; init; }

    /// <summary>1-based column.</summary>
    public int? Column { get; init; }

    /// <summary>The source that a symbol file embeds, where the name stands in it.</summary>
    public string? Document { get; init; }

    /// <summary>The method that uses it: its row in the assembly's method table.</summary>
    public int? Method { get; init; }

    /// <summary>Where in that method, in bytes of IL.</summary>
    public int Offset { get; init; }
}
