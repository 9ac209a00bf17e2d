namespace ReleaseGuard.Editing;

/// <summary>An attribute and where it stands.</summary>
public sealed class MarkupAttribute
{
    internal MarkupAttribute(string name, int start, int valueStart, int end, char quote, MarkupValue value)
    {
        Name = name;
        Start = start;
        ValueStart = valueStart;
        End = end;
        Quote = quote;
        Raw = value;
    }

    /// <summary>The name as written.</summary>
    public string Name { get; }

    /// <summary>UTF-16 offset of the name.</summary>
    public int Start { get; }

    /// <summary>UTF-16 offset behind the opening quote.</summary>
    public int ValueStart { get; }

    /// <summary>UTF-16 offset behind the closing quote.</summary>
    public int End { get; }

    /// <summary>The quote it is written with.</summary>
    public char Quote { get; }

    /// <summary>The value, references resolved.</summary>
    public string Value => Raw.Text;

    internal MarkupValue Raw { get; }
}
