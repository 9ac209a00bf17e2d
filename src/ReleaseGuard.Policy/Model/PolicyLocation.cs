namespace ReleaseGuard.Policy;

/// <summary>A place in a policy file.</summary>
/// <param name="Path">The policy's path as its <see cref="PolicySource"/> gave it.</param>
/// <param name="Start">UTF-16 offset from the start of the text, a byte order mark included.</param>
/// <param name="Length">Length in UTF-16 units.</param>
/// <param name="Line">Line of the start, from 1.</param>
/// <param name="Column">Column of the start in UTF-16 units, from 1.</param>
/// <param name="EndLine">Line of the first unit after the span, from 1.</param>
/// <param name="EndColumn">Column of the first unit after the span, from 1.</param>
public sealed record PolicyLocation(string Path, int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The place as compilers write it: <c>path(line,column)</c>.</summary>
    public override string ToString() => $"{Path}({Line},{Column})";
}
