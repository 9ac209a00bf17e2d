using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Reading.Drafts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Holds exceptions against the settings and the day: expired (RG6003), about to expire (RG6008), too broad, too long or without ticket (RG6005).</summary>
internal static class ExceptionChecks
{
    /// <summary>Reports, and gives the exceptions that count: one that breaks a rule here allows nothing.</summary>
    public static List<PolicyException> Run(
        IReadOnlyList<ExceptionDraft> drafts, ExceptionSettings settings, RuleSeverities severities, PolicyProblems problems, DateTime asOf)
    {
        var honoured = new List<PolicyException>();
        foreach (var draft in drafts)
        {
            var exception = draft.Exception;
            var counts = true;
            if (draft.IsTooBroad)
            {
                counts = false;
                Refuse(draft.Where, $"Exception {exception.Id} is too broad: nothing in \"where\" narrows it to a place. Name the project, symbol, file or tensor.");
            }

            if (settings.RequireTicket && exception.Ticket is null)
            {
                counts = false;
                Refuse(draft.Id, $"Exception {exception.Id} has no \"ticket\"; the settings ask for one.");
            }

            var days = (exception.Expires.Date - asOf.Date).Days;
            if (days < 0)
            {
                // It stays among those that are asked: Find holds it against the caller's own day, and both days agree as a rule.
                problems.Add(RuleIds.RG6003, RuleSeverity.Error, draft.Expires, $"Exception {exception.Id} expired on {exception.Expires:yyyy-MM-dd}; what it allowed is reported again. Mend the finding, or decide anew and set a later day.");
            }
            else if (settings.MaxDays is { } most && days > most)
            {
                counts = false;
                Refuse(draft.Expires, $"Exception {exception.Id} runs {days} days from {asOf:yyyy-MM-dd}; the settings allow {most}.");
            }
            else if (days <= settings.WarnDaysBefore)
            {
                problems.Add(RuleIds.RG6008, severities.Find(RuleIds.RG6008) ?? RuleSeverity.Warning, draft.Expires, $"Exception {exception.Id} expires {(days == 0 ? "today" : days == 1 ? "tomorrow" : $"in {days} days")}, on {exception.Expires:yyyy-MM-dd}.");
            }

            if (counts) honoured.Add(exception);
        }

        return honoured;

        void Refuse(PolicyLocation location, string message) => problems.Add(RuleIds.RG6005, RuleSeverity.Error, location, message);
    }
}
