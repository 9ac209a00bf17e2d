using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Editing;

namespace ReleaseGuard.CodeFixes.Suppressions;

/// <summary>
/// Drafts of policy exceptions. A draft names what the source knows: rule, component, edition, place, the justification that stood there and a
/// ticket it mentions. Who approved it nobody has said yet, so it does not say: the policy's owner does, and the settings decide whether
/// it counts before that.
/// </summary>
internal sealed class ExceptionDrafts(EditionRules rules, string? project, DateTime asOf)
{
    /// <summary>As the policy's reader has it.</summary>
    public const int ShortestJustification = 15;

    private const int Days = 90;

    private static readonly Regex Ticket = new(@"\b[A-Z][A-Z0-9]+-\d+\b|#\d+", RegexOptions.CultureInvariant);

    private readonly List<(SuppressedFinding Finding, string Justification)> _drafts = [];

    /// <summary>Adds one; false where the policy file is not the one that may hold it, or nothing narrows it to a place.</summary>
    public bool Add(SuppressedFinding finding, string justification, JsonText policy)
    {
        if (finding.Symbol is null && project is null) return false;
        if (policy.Root.Member("components")?.Member(finding.Component) is null) return false;
        if (!_drafts.Any(draft => draft.Finding == finding)) _drafts.Add((finding, justification));
        return true;
    }

    /// <summary>The edits that add the drafts behind the exceptions there are.</summary>
    public IReadOnlyList<TextEdit> Write(JsonText policy)
    {
        var list = policy.Root.Member("exceptions");
        var number = Number(list);
        var line = policy.Text.Contains("\r\n") ? "\r\n" : "\n";
        var items = _drafts.OrderBy(draft => draft.Finding.Symbol, StringComparer.Ordinal).ThenBy(draft => draft.Finding.Rule, StringComparer.Ordinal)
            .Select(draft => Item(draft.Finding, draft.Justification, "EX-" + number++.ToString(CultureInfo.InvariantCulture), line)).ToList();
        return list is null
            ? JsonEdits.Add(policy, policy.Root, [new("exceptions", $"[{line}    {string.Join($",{line}    ", items)}{line}  ]")])
            : JsonEdits.Append(policy, list, items);
    }

    private string Item(SuppressedFinding finding, string justification, string id, string line)
    {
        var where = new List<string>();
        if (project is not null) where.Add($"\"project\": {JsonEdits.Literal(project)}");
        if (finding.Symbol is not null) where.Add($"\"symbol\": {JsonEdits.Literal(finding.Symbol)}");
        var days = Math.Min(Days, rules.Policy.Settings.Exceptions.MaxDays ?? Days);
        var ticket = Ticket.Match(justification) is { Success: true } match ? $"\"ticket\": {JsonEdits.Literal(match.Value)}, " : "";
        var written = new StringBuilder("{ ");
        written.Append($"\"id\": \"{id}\", \"rule\": \"{finding.Rule}\", \"component\": {JsonEdits.Literal(finding.Component)}, \"edition\": {JsonEdits.Literal(finding.Edition)},{line}");
        written.Append($"      \"where\": {{ {string.Join(", ", where)} }},{line}");
        written.Append($"      \"justification\": {JsonEdits.Literal(justification)},{line}");
        written.Append($"      {ticket}\"expires\": \"{asOf.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\" }}");
        return written.ToString();
    }

    /// <summary>The number behind the highest id of the same shape.</summary>
    private static int Number(JsonNode? list)
    {
        var highest = 0;
        foreach (var item in list?.Children ?? [])
        {
            if (item.Member("id")?.Text is { } id && id.StartsWith("EX-", StringComparison.Ordinal) && int.TryParse(id.Substring(3), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                highest = Math.Max(highest, number);
        }

        return highest + 1;
    }
}
