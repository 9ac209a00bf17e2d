using System.Collections.Generic;

namespace ReleaseGuard.Editing;

/// <summary>Turns lines and columns (both from 1, as findings have them) into offsets and back. A byte order mark has no column.</summary>
public sealed class LineStarts
{
    private readonly List<int> _starts = [0];
    private readonly string _text;

    /// <summary>Reads where the lines of a text begin; CR LF, LF and CR end one.</summary>
    /// <param name="text">The text.</param>
    public LineStarts(string text)
    {
        _text = text;
        if (text.Length > 0 && text[0] == '\uFEFF') _starts[0] = 1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))) _starts.Add(i + 1);
        }
    }

    /// <summary>The offset of a place; -1 for one outside the text.</summary>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column in UTF-16 units, from 1.</param>
    public int Offset(int line, int column)
    {
        if (line < 1 || line > _starts.Count || column < 1) return -1;
        var offset = _starts[line - 1] + column - 1;
        return offset > _text.Length ? -1 : offset;
    }

    /// <summary>The line and column of an offset.</summary>
    /// <param name="offset">UTF-16 offset.</param>
    public (int Line, int Column) Place(int offset)
    {
        var index = _starts.BinarySearch(offset);
        if (index < 0) index = ~index - 1;
        if (index < 0) index = 0;
        return (index + 1, offset < _starts[index] ? 1 : offset - _starts[index] + 1);
    }
}
