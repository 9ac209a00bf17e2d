namespace ReleaseGuard.Inspection.Documents;

/// <summary>A line of a text file that says something a rule may ask about.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, in characters.</param>
/// <param name="Text">The words: a marker, a call with its argument, a token, a name.</param>
internal sealed record TextRemark(TextRemarkKind Kind, int Line, int Column, string Text);

/// <summary>What a line of text can say.</summary>
internal enum TextRemarkKind
{
    /// <summary>A marker of a tool that strips text before publishing.</summary>
    ScrubMarker,

    /// <summary>A test whether a file exists, with the path it tests.</summary>
    ExistenceTest,

    /// <summary>A token written as <c>&lt;|name|&gt;</c>, in a file of samples.</summary>
    SampleToken,

    /// <summary>A name like <c>owner/dataset</c>, in a file of samples.</summary>
    SampleName,
}
