using System;
using System.Collections.Generic;
using System.Globalization;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// Gathers findings: weighs them, honours the policy's exceptions, gives keys and an order that do not depend on how the work was shared out.
/// No exception covers what could not be read: those findings have no component to except.
/// </summary>
internal sealed class FindingSink(EditionPolicy policy, Edition edition, DateTime asOf)
{
    private readonly List<Pending> _pending = [];

    /// <summary>Findings an exception of the policy allowed.</summary>
    public int Excepted { get; private set; }

    /// <summary>Those of them that are about residue.</summary>
    public int ExceptedResidue { get; private set; }

    /// <summary>Whether a rule is one of those about residue.</summary>
    public static bool IsResidue(string ruleId) => ruleId.StartsWith("RG5", StringComparison.Ordinal);

    /// <summary>Whether something could not be read or decided, whatever weight the policy gives to that.</summary>
    public bool IsInconclusive { get; private set; }

    /// <summary>Whether something that was to be inspected turned out to be nothing.</summary>
    public bool IsNothing { get; private set; }

    /// <summary>A withheld component at a place in what ships.</summary>
    /// <param name="ruleId">The rule broken.</param>
    /// <param name="component">The component that is withheld.</param>
    /// <param name="what">What was found, without the edition and without a full stop.</param>
    /// <param name="nextStep">What to do, a sentence.</param>
    /// <param name="location">Where.</param>
    /// <param name="subject">What an exception of the policy may name.</param>
    /// <param name="keySubject">What tells this finding from others of the same rule and component; the tensor, entry or file when null.</param>
    /// <param name="isSuspicion">Whether the evidence is too thin for more than a warning, whatever weight the rule has.</param>
    /// <param name="item">The project's item it is about, where it is about one.</param>
    public void Report(string ruleId, Component component, string what, string nextStep, FindingLocation location, ExceptionSubject subject, string? keySubject = null, bool isSuspicion = false, ProjectItemOrigin? item = null)
    {
        if (policy.FindException(ruleId, component.Id, edition.Id, subject, asOf) is not null)
        {
            Excepted++;
            ExceptedResidue += IsResidue(ruleId) ? 1 : 0;
            return;
        }

        Add(ruleId, component.Id, FindingMessage.Compose(what, component, edition, nextStep), location, keySubject, isSuspicion, item);
    }

    /// <summary>A finding with its whole message; <paramref name="component"/> where it is about one that is not withheld, <paramref name="suggestion"/> where a name is misspelt.</summary>
    public void Report(string ruleId, string message, FindingLocation location, string? keySubject = null, Component? component = null, Suggestion? suggestion = null) =>
        Add(ruleId, component?.Id, message, location, keySubject, suggestion: suggestion);

    /// <summary>All findings, ordered by place, rule and text, each with a key of its own.</summary>
    public IReadOnlyList<Finding> Complete()
    {
        _pending.Sort(Compare);
        var findings = new List<Finding>(_pending.Count);
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pending in _pending)
        {
            // The same thing met again elsewhere is a finding of its own: a baseline that accepts one copy must not accept a second.
            used.TryGetValue(pending.Key, out var times);
            used[pending.Key] = times + 1;
            var key = times == 0 ? pending.Key : pending.Key + "#" + (times + 1).ToString(CultureInfo.InvariantCulture);
            findings.Add(new Finding(pending.RuleId, pending.Severity, pending.Component, pending.Message, pending.Location, key) { Item = pending.Item, Suggestion = pending.Suggestion });
        }

        return findings;
    }

    private void Add(string ruleId, string? component, string message, FindingLocation location, string? keySubject, bool isSuspicion = false, ProjectItemOrigin? item = null, Suggestion? suggestion = null)
    {
        IsInconclusive |= ruleId == RuleIds.RG9001;
        IsNothing |= ruleId == RuleIds.RG9002;
        var severity = policy.SeverityOf(ruleId, edition);
        severity = isSuspicion && severity > RuleSeverity.Warning ? RuleSeverity.Warning : severity;
        if (severity == RuleSeverity.Hidden)
        {
            return;
        }

        var subject = keySubject ?? location.Tensor ?? location.Entry ?? location.File ?? string.Empty;
        var key = component is null ? $"{ruleId}:{subject}" : $"{ruleId}:{component}:{subject}";
        _pending.Add(new Pending(ruleId, severity, component, message, location, key, item, suggestion));
    }

    private static int Compare(Pending a, Pending b)
    {
        var order = string.CompareOrdinal(a.Location.File, b.Location.File);
        order = order != 0 ? order : string.CompareOrdinal(a.Location.Entry, b.Location.Entry);
        order = order != 0 ? order : string.CompareOrdinal(a.RuleId, b.RuleId);
        order = order != 0 ? order : Nullable.Compare(a.Location.Line, b.Location.Line);
        order = order != 0 ? order : Nullable.Compare(a.Location.Column, b.Location.Column);
        order = order != 0 ? order : Nullable.Compare(a.Location.ByteOffset, b.Location.ByteOffset);
        order = order != 0 ? order : string.CompareOrdinal(a.Location.Tensor, b.Location.Tensor);
        order = order != 0 ? order : string.CompareOrdinal(a.Component, b.Component);
        return order != 0 ? order : string.CompareOrdinal(a.Message, b.Message);
    }

    private sealed record Pending(string RuleId, RuleSeverity Severity, string? Component, string Message, FindingLocation Location, string Key, ProjectItemOrigin? Item, Suggestion? Suggestion);
}
