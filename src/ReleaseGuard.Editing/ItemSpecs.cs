using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Editing;

/// <summary>The list in an item's <c>Include</c> (or <c>Update</c>, <c>Remove</c>): each entry, and what of the list belongs to it.</summary>
internal sealed class ItemSpecs
{
    private readonly List<(string Spec, int Start, int End)> _entries = [];

    private ItemSpecs(MarkupAttribute attribute) => Attribute = attribute;

    public MarkupAttribute Attribute { get; }

    public IReadOnlyList<string> Entries => [.. _entries.Select(static entry => entry.Spec)];

    /// <summary>Splits at semicolons, but not inside <c>$(…)</c>, <c>@(…)</c> or <c>%(…)</c>.</summary>
    public static ItemSpecs Of(MarkupAttribute attribute)
    {
        var specs = new ItemSpecs(attribute);
        var value = attribute.Value;
        var depth = 0;
        var start = 0;
        for (var at = 0; at <= value.Length; at++)
        {
            if (at < value.Length && value[at] == '(') depth++;
            if (at < value.Length && value[at] == ')') depth--;
            if (at < value.Length && (value[at] != ';' || depth > 0)) continue;
            var spec = value.Substring(start, at - start).Trim();
            if (spec.Length > 0) specs._entries.Add((spec, start, at));
            start = at + 1;
        }

        return specs;
    }

    public bool Has(string spec) => _entries.Any(entry => Same(entry.Spec, spec));

    /// <summary>Takes entries out, with one semicolon and the blanks of each. At least one entry stays.</summary>
    public IEnumerable<TextEdit> Without(IReadOnlyCollection<string> specs)
    {
        var value = Attribute.Value;
        var firstKept = _entries.FindIndex(entry => !specs.Any(spec => Same(spec, entry.Spec)));
        for (var i = 0; i < _entries.Count; i++)
        {
            if (!specs.Any(spec => Same(spec, _entries[i].Spec))) continue;

            // Before the first entry that stays the semicolon behind goes, after it the one in front.
            var (start, end) = (_entries[i].Start, _entries[i].End);
            if (i < firstKept)
            {
                end = Math.Min(value.Length, end + 1);
                if (i + 1 == firstKept) while (end < value.Length && value[end] == ' ' && start < end) end++;
            }
            else
            {
                start = Math.Max(0, start - 1);
            }

            var from = Attribute.Raw.OffsetOf(start);
            yield return new TextEdit(from, Attribute.Raw.OffsetOf(end) - from, "");
        }
    }

    /// <summary>MSBuild takes both slashes and does not tell cases apart.</summary>
    public static bool Same(string one, string other) => string.Equals(one.Replace('\\', '/'), other.Replace('\\', '/'), StringComparison.OrdinalIgnoreCase);
}
