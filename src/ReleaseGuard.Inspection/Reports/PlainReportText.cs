using System;
using System.IO;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>A report for people without colour, complete: for pipes, files and build logs.</summary>
public sealed class PlainReportText : IReportText
{
    private readonly TextWriter _output;

    /// <summary>Writes to <paramref name="output"/>, which stays open.</summary>
    public PlainReportText(TextWriter output)
    {
        _output = output ?? throw new ArgumentNullException(nameof(output));
    }

    /// <inheritdoc/>
    public int ListLimit => int.MaxValue;

    /// <inheritdoc/>
    public void Write(string text, ReportStyle style = ReportStyle.Plain) => _output.Write(text);

    /// <inheritdoc/>
    public void EndLine() => _output.Write('\n');
}
