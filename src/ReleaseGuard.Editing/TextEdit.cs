namespace ReleaseGuard.Editing;

/// <summary>One replacement in a text. What no edit covers is kept, character for character.</summary>
/// <param name="Start">UTF-16 offset of the first unit replaced.</param>
/// <param name="Length">Number of units replaced; 0 inserts.</param>
/// <param name="NewText">What stands there afterwards.</param>
public sealed record TextEdit(int Start, int Length, string NewText)
{
    /// <summary>UTF-16 offset behind the last unit replaced.</summary>
    public int End => Start + Length;
}
