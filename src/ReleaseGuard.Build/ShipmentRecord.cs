using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Build;

/// <summary>
/// What an inspection of outputs found, remembered in obj by everything it depended on: a build in which nothing of that changed reads no output
/// again and repeats every finding. A record that cannot be read or written is as good as none.
/// </summary>
internal sealed class ShipmentRecord(Verdict verdict, string line, IReadOnlyList<(Finding Finding, string? File)> findings)
{
    private const char Field = '\u001F';

    /// <summary>The verdict.</summary>
    internal Verdict Verdict { get; } = verdict;

    /// <summary>The line that the build ends with.</summary>
    internal string Line { get; } = line;

    /// <summary>The findings, each with the file it was reported at.</summary>
    internal IReadOnlyList<(Finding Finding, string? File)> Findings { get; } = findings;

    /// <summary>The record of the same thing; null where there is none.</summary>
    internal static ShipmentRecord? Read(string? file, string identity)
    {
        try
        {
            if (file is null || !File.Exists(file))
                return null;
            var lines = File.ReadAllLines(file);
            return lines.Length >= 3 && lines[0] == identity && Enum.TryParse(lines[1], out Verdict verdict)
                ? new ShipmentRecord(verdict, Plain(lines[2]) ?? "", [.. lines.Skip(3).Select(Parse)])
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Remembers it, whole or not at all.</summary>
    internal void Write(string? file, string identity)
    {
        if (file is null)
            return;
        var partial = file + "." + Guid.NewGuid().ToString("N").Substring(0, 8);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllLines(partial, [identity, Verdict.ToString(), Escaped(Line), .. Findings.Select(Format)]);
            File.Delete(file);
            File.Move(partial, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A read-only or full obj: the next build inspects again. What was begun is taken away where that is possible.
            Discard(partial);
        }
    }

    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has a name of its own and is never read.
        }
    }

    private static string Format((Finding Finding, string? File) placed)
    {
        var (finding, at) = (placed.Finding, placed.Finding.Location);
        return string.Join(Field.ToString(), new[]
        {
            finding.RuleId, finding.Severity.ToString(), finding.Component, finding.Message, finding.Key, placed.File,
            at.File, Number(at.Line), Number(at.Column), at.Entry, at.Tensor, Number(at.ByteOffset), Number(at.ByteLength),
        }.Select(Escaped));
    }

    private static (Finding Finding, string? File) Parse(string line)
    {
        var fields = line.Split(Field).Select(Plain).ToArray();
        if (!Enum.TryParse(fields[1], out RuleSeverity severity))
            throw new FormatException();
        var at = new FindingLocation(fields[6], (int?)Whole(fields[7]), (int?)Whole(fields[8]), fields[9], fields[10], Whole(fields[11]), Whole(fields[12]));
        return (new Finding(fields[0]!, severity, fields[2], fields[3]!, at, fields[4]!), fields[5]);
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static long? Whole(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);

    // A first character tells an absent text from an empty one.
    private static string Escaped(string? text)
    {
        if (text is null)
            return "-";
        var escaped = new StringBuilder("+");
        foreach (var c in text)
        {
            if (c is '\\' or Field or '\r' or '\n' or '\u0085' or '\u2028' or '\u2029')
                escaped.Append('\\').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static string? Plain(string text)
    {
        if (text == "-")
            return null;
        var plain = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] != '\\')
                plain.Append(text[i]);
            else
            {
                plain.Append((char)ushort.Parse(text.Substring(i + 1, Math.Min(4, text.Length - i - 1)), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
        }

        return plain.ToString();
    }
}
