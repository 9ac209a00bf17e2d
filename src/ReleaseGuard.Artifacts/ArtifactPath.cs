using System;

namespace ReleaseGuard.Artifacts;

/// <summary>
/// The rule for every path that an artifact or archive gives: plain, relative, forward slashes, inside its own folder on every operating system.
/// Text only: links on disk are the business of whoever opens the file.
/// </summary>
public static class ArtifactPath
{
    /// <summary>Why <paramref name="path"/> could leave its folder, as a clause; null when it cannot.</summary>
    public static string? WhyItEscapes(string path)
    {
        if (path.IndexOf('\0') >= 0)
        {
            return "it holds a NUL";
        }

        if (path.Length > 0 && path[0] is '/' or '\\')
        {
            return "it is absolute";
        }

        if (path.Length > 1 && path[1] == ':' && path[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        {
            return "it names a drive";
        }

        if (path.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            return "it is an address";
        }

        foreach (var segment in path.Split('/', '\\'))
        {
            // Windows drops trailing dots and spaces, so ".. " is ".." there.
            if (segment.Length >= 2 && segment[0] == '.' && segment[1] == '.' && segment.TrimEnd(' ', '.').Length == 0)
            {
                return "it climbs with '..'";
            }
        }

        return null;
    }

    /// <summary>As <see cref="WhyItEscapes"/>, and also why the path is not the one plain spelling of a file: empty, backslashes, <c>.</c> or empty segments, control characters, endings Windows drops.</summary>
    public static string? WhyNotPlain(string path)
    {
        if (path.Length == 0)
        {
            return "it is empty";
        }

        if (WhyItEscapes(path) is { } escape)
        {
            return escape;
        }

        foreach (var c in path)
        {
            if (c is < ' ' or '\u007f')
            {
                return "it holds a control character";
            }
        }

        if (path.IndexOf('\\') >= 0)
        {
            return "it holds a backslash";
        }

        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            if (segment.Length == 0 && i == segments.Length - 1)
            {
                continue;
            }

            if (segment is "" or ".")
            {
                return "it holds an empty or '.' segment";
            }

            if (segment[segment.Length - 1] is '.' or ' ')
            {
                return "a segment ends in a dot or a space";
            }

            if (segment.IndexOf(':') >= 0)
            {
                return "it holds a colon";
            }
        }

        return null;
    }
}
