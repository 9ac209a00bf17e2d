using System;
using System.Collections.Generic;
using System.Text;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Finds the texts in bytes that are not text: runs of printable characters, as UTF-8 and as UTF-16.</summary>
internal static class TextRuns
{
    /// <summary>Shorter runs are chance, and no name worth withholding.</summary>
    private const int Shortest = 4;

    private const int Longest = 4096;
    private const int Window = 1 << 20;

    /// <summary>The texts in a span, each with the offset it begins at.</summary>
    public static IEnumerable<(int Offset, string Text)> In(byte[] bytes, int length)
    {
        var start = 0;
        for (var at = 0; at <= length; at++)
        {
            if (at < length && IsPrintable(bytes[at]) && at - start < Longest)
            {
                continue;
            }

            if (at - start >= Shortest)
            {
                yield return (start, Encoding.UTF8.GetString(bytes, start, at - start));
            }

            start = at + (at < length && IsPrintable(bytes[at]) ? 0 : 1);
        }

        for (var parity = 0; parity < 2; parity++)
        {
            start = parity;
            for (var at = parity; at <= length + 1; at += 2)
            {
                if (at + 1 < length && bytes[at + 1] == 0 && bytes[at] < 0x80 && IsPrintable(bytes[at]) && at - start < 2 * Longest)
                {
                    continue;
                }

                if (Math.Min(at, length) - start >= 2 * Shortest)
                {
                    var text = Encoding.Unicode.GetString(bytes, start, Math.Min(at, length) - start);
                    yield return (start, text);

                    // Native AOT keeps its objects without the zeros they end with: the last character of a text has lost its second byte.
                    if (at < length && bytes[at] < 0x80 && IsPrintable(bytes[at]))
                    {
                        yield return (start, text + (char)bytes[at]);
                    }
                }

                start = at + 2;
            }
        }
    }

    /// <summary>The texts of a part of a file that somebody asks about, each once. A text over a window's edge is read whole from the next.</summary>
    public static List<NamedFact> Find(IArtifactSource source, long start, long end, Func<string, bool> asked, NameSource kind)
    {
        var found = new List<NamedFact>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var buffer = new byte[(int)Math.Min(Window, end - start)];
        for (var at = start; at < end; at += buffer.Length - (at + buffer.Length < end ? 2 * Longest : 0))
        {
            var length = (int)Math.Min(buffer.Length, end - at);
            if (!source.TryReadAll(at, buffer.AsSpan(0, length)))
            {
                break;
            }

            foreach (var (_, text) in In(buffer, length))
            {
                if (asked(text) && seen.Add(text))
                {
                    found.Add(new NamedFact(kind, text));
                }
            }

            if (at + length >= end)
            {
                break;
            }
        }

        return found;
    }

    private static bool IsPrintable(byte value) => value is >= 0x20 and < 0x7F or >= 0x80;
}
