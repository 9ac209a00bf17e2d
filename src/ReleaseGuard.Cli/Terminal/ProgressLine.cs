using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli.Terminal;

/// <summary>One line on standard error, rewritten in place, for work that lasts more than a second: files, bytes, rate, time left.</summary>
internal sealed class ProgressLine : IProgress<InspectionProgress>, IDisposable
{
    private const string ClearLine = "\r\u001b[K";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly TextWriter _output;
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private readonly object _gate = new();
    private TimeSpan _next = Patience;
    private bool _shown;

    private ProgressLine(TextWriter output) => _output = output;

    /// <summary>A line on a terminal; null where nobody watches.</summary>
    public static ProgressLine? For(ToolConsole console) => console.ShowsProgress ? new ProgressLine(console.Error) : null;

    public void Report(InspectionProgress value)
    {
        lock (_gate)
        {
            TimeSpan elapsed = _elapsed.Elapsed;
            if (elapsed < _next)
                return;
            _next = elapsed + Pause;
            _shown = true;
            double rate = value.BytesDone / elapsed.TotalSeconds;
            string left = rate > 0 && value.BytesTotal > value.BytesDone
                ? ", " + Duration(TimeSpan.FromSeconds((value.BytesTotal - value.BytesDone) / rate)) + " left"
                : "";
            _output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{ClearLine}{value.FilesDone:#,0} of {value.FilesTotal:#,0} files, {Amounts.Bytes(value.BytesDone)} of {Amounts.Bytes(value.BytesTotal)}, {Amounts.Bytes((long)rate)}/s{left}"));
        }
    }

    public void Dispose()
    {
        if (_shown)
            _output.Write(ClearLine);
    }

    private static string Duration(TimeSpan time) => time.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");
}
