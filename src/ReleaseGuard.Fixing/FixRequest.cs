using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Fixing;

/// <summary>What is to be fixed.</summary>
/// <param name="Path">A project, a solution, a folder of projects, or what would ship.</param>
/// <param name="Edition">Id of the edition that it is to be.</param>
public sealed record FixRequest(string Path, string Edition)
{
    /// <summary>The policy; null for the nearest one of each project, or at or above the path.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>Rules whose findings are fixed; empty for all that are fixed without being named.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The date on which exceptions are judged.</summary>
    public DateTime AsOf { get; init; }

    /// <summary>Whether nothing is written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether files that must not ship are removed.</summary>
    public bool Deletes { get; init; }

    /// <summary>Whether findings of a rule are fixed in this run.</summary>
    /// <param name="rule">The rule.</param>
    public bool Covers(string rule) => Rules.Count == 0 || Rules.Contains(rule, StringComparer.Ordinal);
}
