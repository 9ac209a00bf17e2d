using System.Collections.Generic;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Collects the problems of a policy and its bases.</summary>
internal sealed class PolicyProblems
{
    private readonly List<PolicyProblem> _all = [];
    private readonly List<string> _files = [];

    /// <summary>True when the text could not be understood: no policy comes of it.</summary>
    public bool HasFatal { get; private set; }

    /// <summary>Says that a file is read now; problems are listed in the order in which files were done, bases first.</summary>
    public void FileDone(string path)
    {
        if (!_files.Contains(path)) _files.Add(path);
    }

    /// <summary>RG6001: the policy does not validate.</summary>
    public void Invalid(PolicyLocation location, string message)
    {
        HasFatal = true;
        Add(RuleIds.RG6001, RuleSeverity.Error, location, message);
    }

    public void Add(string ruleId, RuleSeverity severity, PolicyLocation location, string message)
    {
        if (severity != RuleSeverity.Hidden) _all.Add(new PolicyProblem(ruleId, severity, message, location));
    }

    public IReadOnlyList<PolicyProblem> InOrder()
    {
        var order = new int[_all.Count];
        var keys = new (int File, int Start, int Index)[_all.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var file = _files.IndexOf(_all[i].Location.Path);
            keys[i] = (file < 0 ? int.MaxValue : file, _all[i].Location.Start, i);
            order[i] = i;
        }

        System.Array.Sort(keys, order);
        var sorted = new List<PolicyProblem>(order.Length);
        foreach (var index in order) sorted.Add(_all[index]);
        return sorted;
    }
}
