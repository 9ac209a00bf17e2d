namespace ReleaseGuard.Inspection.Reports;

/// <summary>Where a report for people is written, piece by piece. The layout is decided once, by the report; a surface only colours.</summary>
public interface IReportText
{
    /// <summary>The most findings of one kind to list for one file before the rest is counted; <see cref="int.MaxValue"/> lists all.</summary>
    int ListLimit { get; }

    /// <summary>Writes a piece of the current line. Control characters have been made visible by the report.</summary>
    void Write(string text, ReportStyle style = ReportStyle.Plain);

    /// <summary>Ends the current line.</summary>
    void EndLine();
}
