using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Policy.Reading;

/// <summary>
/// The rule of <c>extends</c>: a child may only tighten. Each method gives the stricter of two statements and, where the
/// child's is the looser one, reports RG6009 at it. Without a place to report to (two bases of one child) the stricter wins silently.
/// </summary>
internal sealed class Tightening(PolicyProblems? problems)
{
    public void Loosened(PolicyLocation location, string message) =>
        problems?.Add(RuleIds.RG6009, RuleSeverity.Error, location, message);

    /// <summary>A statement that the base has made cannot be changed.</summary>
    public Located<T>? Fixed<T>(Located<T>? ofBase, Located<T>? ofChild, string what)
    {
        if (ofBase is null || ofChild is null) return ofChild ?? ofBase;
        if (!EqualityComparer<T>.Default.Equals(ofBase.Value, ofChild.Value))
            Loosened(ofChild.Location, $"{what} is fixed by the base policy ({ofBase.Location}).");
        return ofBase;
    }

    /// <summary>A limit may be lowered.</summary>
    public Located<long>? AtMost(Located<long>? ofBase, Located<long>? ofChild, string what)
    {
        if (ofBase is null || ofChild is null) return ofChild ?? ofBase;
        if (ofChild.Value <= ofBase.Value) return ofChild;
        Loosened(ofChild.Location, $"{what} is raised from {ofBase.Value} to {ofChild.Value}; the base policy ({ofBase.Location}) may only be tightened.");
        return ofBase;
    }

    /// <summary>A notice may be lengthened.</summary>
    public Located<long>? AtLeast(Located<long>? ofBase, Located<long>? ofChild, string what)
    {
        if (ofBase is null || ofChild is null) return ofChild ?? ofBase;
        if (ofChild.Value >= ofBase.Value) return ofChild;
        Loosened(ofChild.Location, $"{what} is lowered from {ofBase.Value} to {ofChild.Value}; the base policy ({ofBase.Location}) may only be tightened.");
        return ofBase;
    }

    /// <summary>The greater value is the stricter one; words say what each is called.</summary>
    public Located<T>? NotBelow<T>(Located<T>? ofBase, Located<T>? ofChild, string what, Func<T, int> strictness)
    {
        if (ofBase is null || ofChild is null) return ofChild ?? ofBase;
        if (strictness(ofChild.Value) >= strictness(ofBase.Value)) return ofChild;
        Loosened(ofChild.Location, $"{what} is loosened from {Lower(ofBase.Value)} to {Lower(ofChild.Value)}; the base policy ({ofBase.Location}) may only be tightened.");
        return ofBase;
    }

    /// <summary>A list of grants may lose entries: what the child lists must be in the base, or in <paramref name="alsoAllowed"/>.</summary>
    public List<Located<string>>? Subset(List<Located<string>>? ofBase, List<Located<string>>? ofChild, IReadOnlyList<Located<string>>? alsoAllowed, string what)
    {
        if (ofBase is null || ofChild is null) return ofChild ?? ofBase;
        var kept = new List<Located<string>>();
        foreach (var entry in ofChild)
        {
            if (Contains(ofBase, entry.Value) || (alsoAllowed is not null && Contains(alsoAllowed, entry.Value))) kept.Add(entry);
            else Loosened(entry.Location, $"{what} is widened by '{entry.Value}'; the base policy may only be tightened.");
        }

        return kept;
    }

    private static bool Contains(IReadOnlyList<Located<string>> entries, string value)
    {
        foreach (var entry in entries)
        {
            if (entry.Value == value) return true;
        }

        return false;
    }

    private static string Lower<T>(T value) => $"'{value!.ToString()!.ToLowerInvariant()}'";
}
