using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>The policy's severities by rule id or prefix; the longest prefix wins.</summary>
public sealed class RuleSeverities
{
    /// <summary>No severity stated.</summary>
    public static readonly RuleSeverities None = new(new Dictionary<string, RuleSeverity>(StringComparer.Ordinal));

    internal RuleSeverities(IReadOnlyDictionary<string, RuleSeverity> entries) => Entries = entries;

    /// <summary>As written: id or prefix to severity.</summary>
    public IReadOnlyDictionary<string, RuleSeverity> Entries { get; }

    /// <summary>The severity stated for a rule, or null.</summary>
    public RuleSeverity? Find(string ruleId)
    {
        for (var length = ruleId.Length; length > 0; length--)
        {
            if (Entries.TryGetValue(ruleId.Substring(0, length), out var severity)) return severity;
        }

        return null;
    }
}
