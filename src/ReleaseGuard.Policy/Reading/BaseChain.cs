using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads a policy and, first, every policy it extends; finds missing bases and circles among them.</summary>
internal sealed class BaseChain(IBasePolicies? basePolicies, PolicyProblems problems)
{
    // Longer chains than this are made by a generator gone wrong, and would overflow the stack.
    private const int LongestChain = 32;

    private readonly Dictionary<string, PolicyDraft> _done = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];

    public PolicyDraft ReadWithBases(PolicySource source)
    {
        if (_done.TryGetValue(source.Path, out var known)) return known;
        _open.Add(source.Path);
        var own = PolicyFileReader.Read(new PolicyText(source, problems));
        PolicyDraft? bases = null;
        foreach (var reference in own.Extends)
        {
            if (Resolve(reference, source) is not { } found) continue;
            var draft = ReadWithBases(found);
            bases = bases is null ? draft : Inheritance.Join(bases, draft);
        }

        _open.RemoveAt(_open.Count - 1);
        problems.FileDone(source.Path);
        var whole = bases is null ? own : Inheritance.Extend(bases, own, problems);
        _done[source.Path] = whole;
        return whole;
    }

    private PolicySource? Resolve(Located<string> reference, PolicySource from)
    {
        var found = basePolicies?.Find(reference.Value, from);
        if (found is null)
        {
            problems.Invalid(reference.Location, $"The base policy \"{reference.Value}\" cannot be found.");
            return null;
        }

        var open = _open.IndexOf(found.Path);
        if (open >= 0)
        {
            var circle = _open.GetRange(open, _open.Count - open);
            circle.Add(found.Path);
            problems.Invalid(reference.Location, $"The policy extends itself: {string.Join(" -> ", circle)}.");
            return null;
        }

        if (_open.Count < LongestChain) return found;
        problems.Invalid(reference.Location, $"More than {LongestChain} policies extend one another.");
        return null;
    }
}
