using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using ReleaseGuard.Fixing;

namespace ReleaseGuard.Cli.Terminal;

/// <summary>One line on standard error, rewritten in place, for work that is counted in projects rather than bytes and lasts more than a second.</summary>
internal sealed class CountLine : IProgress<FixProgress>, IDisposable
{
    private const string ClearLine = "\r\u001b[K";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TextWriter _output;
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private readonly object _gate = new();
    private bool _shown;

    private CountLine(TextWriter output) => _output = output;

    /// <summary>A line on a terminal; null where nobody watches.</summary>
    public static CountLine? For(ToolConsole console) => console.ShowsProgress ? new CountLine(console.Error) : null;

    public void Report(FixProgress value)
    {
        lock (_gate)
        {
            if (_elapsed.Elapsed < Patience)
                return;
            _shown = true;
            _output.Write(string.Create(CultureInfo.InvariantCulture, $"{ClearLine}{value.What}: {value.Done:#,0} of {value.Total:#,0}"));
        }
    }

    public void Dispose()
    {
        if (_shown)
            _output.Write(ClearLine);
    }
}
