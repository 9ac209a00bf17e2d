using System;
using System.IO;
using System.Text;

namespace ReleaseGuard.Cli;

/// <summary>Where the tool prints, and whether a person with a terminal reads it. A test gives its own.</summary>
internal sealed class ToolConsole : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public ToolConsole(TextWriter output, TextWriter error, bool colours = false, bool showsProgress = false)
    {
        Output = output;
        Error = error;
        Colours = colours;
        ShowsProgress = showsProgress;
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Whether standard output is a terminal that wants colour.</summary>
    public bool Colours { get; }

    /// <summary>Whether standard error is a terminal on which a progress line may be rewritten.</summary>
    public bool ShowsProgress { get; }

    /// <summary>The console of this process. Output is buffered whole lines; a pipe gets UTF-8 without a byte order mark.</summary>
    public static ToolConsole OfProcess()
    {
        // https://no-color.org: any non-empty value switches colour off.
        bool noColour = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new ToolConsole(
            new StreamWriter(Console.OpenStandardOutput(), Utf8, 16 * 1024),
            new StreamWriter(Console.OpenStandardError(), Utf8, 1024) { AutoFlush = true },
            colours: !noColour && !Console.IsOutputRedirected,
            showsProgress: !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb");
    }

    public void Dispose()
    {
        try
        {
            Output.Flush();
        }
        catch (IOException)
        {
            // The reader closed the pipe (head, less): what it wanted it has.
        }
    }
}
