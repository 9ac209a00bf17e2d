using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>The exceptions that count, by rule and component.</summary>
internal sealed class ExceptionIndex
{
    private readonly Dictionary<(string Rule, string Component), List<(PolicyException Exception, ScopePatterns Scope)>> _byKey = [];

    public ExceptionIndex(IReadOnlyList<PolicyException> exceptions)
    {
        foreach (var exception in exceptions)
        {
            var key = (exception.Rule, exception.Component);
            if (!_byKey.TryGetValue(key, out var list)) _byKey[key] = list = [];
            list.Add((exception, new ScopePatterns(exception.Where)));
        }
    }

    public PolicyException? Find(string ruleId, string componentId, string editionId, in ExceptionSubject subject, DateTime asOf)
    {
        if (!_byKey.TryGetValue((ruleId, componentId), out var list)) return null;
        foreach (var (exception, scope) in list)
        {
            if (exception.Edition is not null && exception.Edition != editionId) continue;
            if (!exception.IsExpired(asOf) && scope.Matches(subject)) return exception;
        }

        return null;
    }
}
