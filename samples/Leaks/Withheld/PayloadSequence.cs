namespace Contoso.Heads.Cyber;

/// <summary>A payload, line by line: for <c>foreach</c>, deconstruction and conversion.</summary>
/// <param name="text">The whole payload.</param>
public readonly struct PayloadSequence(string text)
{
    private readonly string _text = text;

    /// <summary>The first line.</summary>
    /// <param name="sequence">The payload.</param>
    public static implicit operator string(PayloadSequence sequence) => sequence._text;

    /// <summary>Lines for <c>foreach</c>.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_text.Split('\n')).GetEnumerator();

    /// <summary>First line and length.</summary>
    /// <param name="first">The first line.</param>
    /// <param name="length">Characters of the whole.</param>
    public void Deconstruct(out string first, out int length) => (first, length) = (_text.Split('\n')[0], _text.Length);
}
