using System;
using System.Collections.Generic;
using System.Text;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// The artifacts table of a SARIF run: each file with a finding once, each archive entry nested in the one that holds it.
/// Paths become relative URI references; an entry's begins with a slash, as SARIF 3.24.2 asks of a nested artifact.
/// </summary>
internal sealed class SarifArtifacts
{
    private const string NestedSeparator = "!/";

    private readonly List<(string Uri, int Parent)> _artifacts = [];
    private readonly Dictionary<(string File, string Entry), int> _indexes = [];

    private SarifArtifacts()
    {
    }

    public static SarifArtifacts Of(InspectionResult result)
    {
        SarifArtifacts artifacts = new();
        foreach (Finding finding in result.Findings)
            if (finding.Location.File is not null)
                artifacts.Add(finding.Location.File, finding.Location.Entry ?? "");
        return artifacts;
    }

    public int IndexOf(string file, string? entry) => _indexes[(file, entry ?? "")];

    public void Write(JsonTextWriter json)
    {
        json.BeginArray("artifacts");
        foreach ((string uri, int parent) in _artifacts)
        {
            json.BeginObject(inline: true);
            json.BeginObject("location");
            json.Field("uri", uri);
            json.End();
            if (parent >= 0)
                json.Field("parentIndex", parent);
            json.End();
        }

        json.End();
    }

    /// <summary>A path as a relative URI reference; a path from the root of a disk as a file URI.</summary>
    public static string RelativeUri(string path)
    {
        string slashed = path.Replace('\\', '/');
        if (slashed.StartsWith("/", StringComparison.Ordinal))
            return "file://" + EscapeSegments(slashed);
        if (slashed.Length > 2 && slashed[1] == ':' && slashed[2] == '/')
            return "file:///" + slashed.Substring(0, 2) + EscapeSegments(slashed.Substring(2));
        return EscapeSegments(slashed);
    }

    /// <summary>The innermost entry's path, rooted in its archive.</summary>
    public static string EntryUri(string entry)
    {
        int nested = entry.LastIndexOf(NestedSeparator, StringComparison.Ordinal);
        string innermost = nested < 0 ? entry : entry.Substring(nested + NestedSeparator.Length);
        return "/" + EscapeSegments(innermost.TrimStart('/'));
    }

    private int Add(string file, string entry)
    {
        if (_indexes.TryGetValue((file, entry), out int known))
            return known;

        int parent = -1;
        string uri;
        if (entry.Length == 0)
        {
            uri = RelativeUri(file);
        }
        else
        {
            int nested = entry.LastIndexOf(NestedSeparator, StringComparison.Ordinal);
            parent = Add(file, nested < 0 ? "" : entry.Substring(0, nested));
            uri = EntryUri(entry);
        }

        _artifacts.Add((uri, parent));
        _indexes[(file, entry)] = _artifacts.Count - 1;
        return _artifacts.Count - 1;
    }

    private static string EscapeSegments(string path)
    {
        string[] segments = path.Split('/');
        for (int index = 0; index < segments.Length; index++)
            segments[index] = EscapeSegment(segments[index]);
        return string.Join("/", segments);
    }

    private static string EscapeSegment(string segment)
    {
        StringBuilder well = new(segment.Length);
        for (int index = 0; index < segment.Length; index++)
        {
            char c = segment[index];
            bool pair = char.IsHighSurrogate(c) && index + 1 < segment.Length && char.IsLowSurrogate(segment[index + 1]);
            if (pair)
                well.Append(c).Append(segment[++index]);
            else
                well.Append(char.IsSurrogate(c) ? '\ufffd' : c);
        }

        return Uri.EscapeDataString(well.ToString());
    }
}
