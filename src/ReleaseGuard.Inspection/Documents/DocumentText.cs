using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.Documents;

/// <summary>The text of a document, by lines, and the digest of its bytes.</summary>
/// <param name="Lines">Its lines without their ends; a line is cut after <see cref="MaxLine"/> characters.</param>
/// <param name="Sha256">SHA-256 of the file in lower-case hexadecimal.</param>
internal sealed record DocumentText(IReadOnlyList<string> Lines, string Sha256)
{
    /// <summary>Larger texts are no documents that anybody reads; one that a policy requires is then not read, and says so.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Characters of a line that are kept: what is told by words does not need more, and no expression is run on an endless line.</summary>
    public const int MaxLine = 4096;

    private string? _flow;

    /// <summary>All words in one line, white space between them one blank: sentences are compared across line breaks.</summary>
    public string Flow => _flow ??= Flowing(Lines);

    /// <summary>A text in one line, white space between words one blank.</summary>
    public static string Flowing(IEnumerable<string> lines)
    {
        var flow = new StringBuilder();
        foreach (var line in lines)
        {
            foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                flow.Append(flow.Length > 0 ? " " : string.Empty).Append(word);
            }
        }

        return flow.ToString();
    }

    /// <summary>Reads a source as text; null with a problem where it is too large, and null without one where it is no text.</summary>
    public static DocumentText? Read(IArtifactSource source, bool isAskedFor, CancellationToken ct, out ArtifactProblem? problem)
    {
        problem = null;
        if (source.Length > MaxBytes)
        {
            problem = isAskedFor ? new ArtifactProblem("document", ArtifactProblemKind.Unread, $"is a document of more than {MaxBytes >> 20} MiB") : null;
            return null;
        }

        var bytes = new byte[source.Length];
        if (!source.TryReadAll(0, bytes))
        {
            problem = new ArtifactProblem("document", ArtifactProblemKind.Unread, "became shorter while it was read");
            return null;
        }

        if (Decode(bytes) is not { } text)
        {
            problem = isAskedFor ? new ArtifactProblem("document", ArtifactProblemKind.Unread, "is required as a document and is no text") : null;
            return null;
        }

        var digest = ContentReader.Digest(new MemoryArtifactSource(source.Name, bytes), ct).Sha256!;
        return new DocumentText(Split(text), digest);
    }

    /// <summary>The text of the bytes, by their byte order mark, else as UTF-8; null where they are no text.</summary>
    public static string? Decode(byte[] bytes)
    {
        if (bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
        {
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes, 2, bytes.Length - 2);
        }

        var start = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        return Array.IndexOf(bytes, (byte)0) >= 0 ? null : Encoding.UTF8.GetString(bytes, start, bytes.Length - start);
    }

    private static List<string> Split(string text)
    {
        var lines = new List<string>();
        var from = 0;
        while (from <= text.Length)
        {
            var end = text.IndexOf('\n', from);
            end = end < 0 ? text.Length : end;
            var length = end > from && text[end - 1] == '\r' ? end - from - 1 : end - from;
            lines.Add(text.Substring(from, Math.Min(length, MaxLine)));
            from = end + 1;
        }

        return lines;
    }
}
