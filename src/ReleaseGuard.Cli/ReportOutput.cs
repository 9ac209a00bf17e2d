using System;
using System.IO;
using System.Text;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli;

/// <summary>Where a report goes: standard output, or a file that appears whole or not at all.</summary>
internal static class ReportOutput
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a machine form.</summary>
    public static void Write(ToolConsole console, string? file, Action<TextWriter> write)
    {
        if (file is not null)
        {
            WriteFile(file, write);
            return;
        }

        try
        {
            write(console.Output);
            console.Output.Flush();
        }
        catch (IOException)
        {
            // The reader closed the pipe; the verdict still becomes the exit code.
        }
    }

    /// <summary>Writes a report for people: coloured on a terminal, plain otherwise.</summary>
    public static void WriteText(ToolConsole console, string? file, Action<IReportText> write)
    {
        if (file is null && console.Colours)
            Write(console, null, output => write(new TerminalReportText(output)));
        else
            Write(console, file, output => write(new PlainReportText(output)));
    }

    /// <summary>Writes beside the file and renames: a reader sees the old file or the new one, an interruption leaves neither half nor litter.</summary>
    public static void WriteFile(string file, Action<TextWriter> write)
    {
        string path = Path.GetFullPath(file);
        if (Directory.Exists(path))
            throw new ToolFailure($"'{file}' is a folder; --output names a file.");
        string folder = Path.GetDirectoryName(path) ?? "";
        if (!Directory.Exists(folder))
            throw new ToolFailure($"'{file}' cannot be written: there is no folder '{folder}'. Create it first.");

        string beside = Path.Combine(folder, "." + Path.GetFileName(path) + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp");
        try
        {
            using (FileStream stream = new(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            using (StreamWriter output = new(stream, Utf8, 64 * 1024))
            {
                write(output);
                output.Flush();
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception error)
        {
            File.Delete(beside);
            if (error is IOException or UnauthorizedAccessException)
                throw new ToolFailure($"'{file}' cannot be written: {Reason(error)}.");
            throw;
        }
    }

    private static string Reason(Exception error) => error is UnauthorizedAccessException ? "permission denied" : "the disk or the file system refused";
}
