using System.Collections.Generic;

namespace ReleaseGuard.Policy.Json;

/// <summary>Turns offsets of a text into lines and columns, both from 1, after one pass over the text.</summary>
internal sealed class TextLines
{
    private readonly List<int> _starts = [0];
    private readonly string _path;
    private readonly int _length;

    public TextLines(string path, string text)
    {
        _path = path;
        _length = text.Length;
        if (text.Length > 0 && text[0] == '\uFEFF') _starts[0] = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))) _starts.Add(i + 1);
        }
    }

    public PolicyLocation Locate(int start, int end)
    {
        if (start > _length) start = _length;
        if (end < start) end = start;
        if (end > _length) end = _length;
        var (line, column) = Position(start);
        var (endLine, endColumn) = Position(end);
        return new PolicyLocation(_path, start, end - start, line, column, endLine, endColumn);
    }

    public int LineOf(int offset) => Position(offset).Line;

    private (int Line, int Column) Position(int offset)
    {
        var index = _starts.BinarySearch(offset);
        if (index < 0) index = ~index - 1;
        if (index < 0) index = 0;
        var column = offset - _starts[index] + 1;
        return (index + 1, column < 1 ? 1 : column);
    }
}
