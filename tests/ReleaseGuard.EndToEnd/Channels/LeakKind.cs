using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace ReleaseGuard.EndToEnd.Channels;

/// <summary>One way in which something withheld gets into what ships, and how a report of it is known.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Report">Matches a line that reports it; the first group is the rule.</param>
internal sealed record LeakKind(string Name, Regex Report)
{
    /// <summary>The rules by which an output reports it, in order; empty where it does not.</summary>
    internal string RulesIn(string output) => string.Join(' ', output.Split('\n')
        .Select(line => Report.Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
}
