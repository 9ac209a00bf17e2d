using System.IO;
using ReleaseGuard.Inspection.Reports;
using Spectre.Console;

namespace ReleaseGuard.Cli.Terminal;

/// <summary>A report on a terminal: coloured as far as the terminal can, long lists of one kind shortened to what a person reads.</summary>
internal sealed class TerminalReportText : IReportText
{
    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Muted = new(Color.Grey);
    private static readonly Style Good = new(Color.Green, decoration: Decoration.Bold);
    private static readonly Style Warning = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Accent = new(Color.Cyan1);

    private readonly IAnsiConsole _console;

    public TerminalReportText(TextWriter output)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new UnwrappedOutput(output),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.No,
        });
    }

    public int ListLimit => 25;

    public void Write(string text, ReportStyle style = ReportStyle.Plain) => _console.Write(new Text(text, StyleOf(style)));

    public void EndLine() => _console.WriteLine();

    private static Style StyleOf(ReportStyle style) => style switch
    {
        ReportStyle.Strong => Strong,
        ReportStyle.Muted => Muted,
        ReportStyle.Good => Good,
        ReportStyle.Warning => Warning,
        ReportStyle.Bad => Bad,
        ReportStyle.Accent => Accent,
        _ => Style.Plain,
    };
}
