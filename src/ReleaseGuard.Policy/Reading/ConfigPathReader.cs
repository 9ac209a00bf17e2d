using System.Collections.Generic;
using System.Globalization;
using ReleaseGuard.Policy.Patterns;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads JSON paths of names, indices and wildcards: <c>$.a.b</c>, <c>$['a b'][0]</c>, <c>$.heads[*].name</c>.</summary>
internal static class ConfigPathReader
{
    /// <summary>The path's steps, or what is wrong with it.</summary>
    public static PatternError? Read(string path, out IReadOnlyList<ConfigPathStep> steps)
    {
        var all = new List<ConfigPathStep>();
        steps = all;
        if (path[0] != '$') return new PatternError(0, 1, "A JSON path begins with '$', the whole file: $.text_config.num_experts.");
        var at = 1;
        while (at < path.Length)
        {
            if (path[at] == '.')
            {
                var start = ++at;
                while (at < path.Length && path[at] is not ('.' or '[')) at++;
                if (at == start)
                {
                    return new PatternError(start - 1, 1, at < path.Length && path[at] == '.'
                        ? "'..' (any depth) is not supported in a JSON path; write the steps, or '*' for one of them."
                        : "A name is missing after '.'.");
                }

                var name = path.Substring(start, at - start);
                all.Add(name == "*" ? new ConfigPathStep(null, null) : new ConfigPathStep(name, null));
                continue;
            }

            if (path[at] != '[') return new PatternError(at, 1, "A step of a JSON path begins with '.' or '['.");
            var close = Bracket(path, at, out var step);
            if (step is null) return new PatternError(at, path.Length - at, "Brackets of a JSON path hold an index, '*' or a quoted name: [0], [*], ['a b'].");
            all.Add(step);
            at = close;
        }

        return all.Count == 0 ? new PatternError(0, path.Length, "'$' alone is the whole file; use \"files\" to withhold a file.") : null;
    }

    private static int Bracket(string path, int open, out ConfigPathStep? step)
    {
        step = null;
        var at = open + 1;
        if (at >= path.Length) return at;
        if (path[at] is '\'' or '"')
        {
            var end = path.IndexOf(path[at], at + 1);
            if (end > at + 1 && end + 1 < path.Length && path[end + 1] == ']') step = new ConfigPathStep(path.Substring(at + 1, end - at - 1), null);
            return end + 2;
        }

        var close = path.IndexOf(']', at);
        if (close < 0) return path.Length;
        var inside = path.Substring(at, close - at);
        if (inside == "*") step = new ConfigPathStep(null, null);
        else if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) step = new ConfigPathStep(null, index);
        return close + 1;
    }
}
