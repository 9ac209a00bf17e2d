namespace ReleaseGuard.Analyzers.Text;

/// <summary>What one reading of a text against a vocabulary found, in the order of the text.</summary>
internal sealed class TextScan(WordHit[] hits, bool hasEscapes)
{
    public static readonly TextScan Nothing = new([], false);

    public WordHit[] Hits { get; } = hits;

    /// <summary>The text holds <c>\u0041</c>-like escapes or format characters, behind which a word may hide from a reading of raw text.</summary>
    public bool HasEscapes { get; } = hasEscapes;
}
