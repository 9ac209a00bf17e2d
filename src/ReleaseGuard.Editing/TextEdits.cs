using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Editing;

/// <summary>Applies edits to a text. All offsets are of the text before any of them.</summary>
public static class TextEdits
{
    /// <summary>The text with the edits made. Two insertions at one place keep their order; equal edits count once.</summary>
    /// <param name="text">The text they were made for.</param>
    /// <param name="edits">In any order.</param>
    /// <exception cref="ArgumentException">Two edits replace the same text, or one lies outside it.</exception>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in edits.Distinct().OrderBy(static edit => edit.Start).ThenBy(static edit => edit.Length))
        {
            if (edit.Start < at || edit.Length < 0 || edit.End > text.Length)
                throw new ArgumentException($"The edit of {edit.Length} characters at {edit.Start} overlaps another one or lies outside the text.", nameof(edits));
            result.Append(text, at, edit.Start - at).Append(edit.NewText);
            at = edit.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Whether two edits cannot both be made: they replace some of the same text.</summary>
    public static bool Overlap(TextEdit one, TextEdit other) =>
        one != other && (one.Start < other.End && other.Start < one.End
            || (one.Length == 0 && one.Start > other.Start && one.Start < other.End)
            || (other.Length == 0 && other.Start > one.Start && other.Start < one.End));
}
