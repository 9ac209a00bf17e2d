using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Claims;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>Why a thing is withheld, for people: which component claims it, by which pattern, in which editions it may be, whose it is, since which decision.</summary>
public static class ClaimReport
{
    /// <summary>Writes what the policy says of a thing.</summary>
    /// <param name="thing">The thing as it was named.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="claims">The claims found.</param>
    /// <param name="text">Where it is written.</param>
    public static void Write(string thing, EditionPolicy policy, IReadOnlyList<PolicyClaim> claims, IReportText text)
    {
        if (claims.Count == 0)
        {
            text.Write(VisibleText.Escape(thing), ReportStyle.Strong);
            text.Write(" is claimed by no component of " + VisibleText.Escape(policy.Path) + ".");
            text.EndLine();
            foreach (var edition in policy.Editions)
                Line(text, edition.Id, edition.Unlisted == UnlistedMode.Deny ? "what nobody claims may ship only if its manifest lists it" : "what nobody claims may ship");
            return;
        }

        foreach (var component in claims.GroupBy(static claim => claim.Component))
        {
            var it = component.Key;
            text.Write(VisibleText.Escape(thing), ReportStyle.Strong);
            text.Write(" belongs to ");
            text.Write(VisibleText.Escape(it.Id), ReportStyle.Accent);
            text.Write(it.Title == it.Id ? "" : ": " + VisibleText.Escape(it.Title), ReportStyle.Muted);
            text.EndLine();
            foreach (var claim in component) Line(text, claim.Kind, $"\"{claim.Pattern.Text}\" takes '{claim.Name}' ({claim.Pattern.Location})");
            foreach (var edition in policy.Editions)
            {
                var decision = policy.Decide(it, edition);
                var style = decision.Standing == Standing.Allowed ? ReportStyle.Good : decision.Standing == Standing.Gated ? ReportStyle.Warning : ReportStyle.Bad;
                Line(text, edition.Id, decision.Standing == Standing.Allowed ? "may have it" : decision.Standing == Standing.Gated ? "may have it behind an edition guard only" : "must not have it", style);
            }

            Line(text, "why", policy.Editions.Select(edition => policy.Decide(it, edition)).FirstOrDefault(static decision => decision.Standing == Standing.Withheld)?.Why);
            Line(text, "owner", it.Owner);
            Line(text, "decision", it.Decision);
            Line(text, "taken out", it.Withholding is { } withholding ? Word(withholding.Method) + (withholding.Note is null ? "" : ": " + withholding.Note) : null);
            foreach (var exception in policy.Exceptions.Where(exception => exception.Component == it.Id))
                Line(text, "exception", $"{exception.Id} for {exception.Rule} in edition '{exception.Edition}' until {exception.Expires:yyyy-MM-dd}");
        }
    }

    // The policy's own word: WeightsRemoved is written weights-removed.
    private static string Word(WithholdingMethod method) =>
        string.Concat(method.ToString().Select(static (c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    private static void Line(IReportText text, string name, string? value, ReportStyle style = ReportStyle.Plain)
    {
        if (value is null) return;
        text.Write("  " + VisibleText.Escape(name).PadRight(12), ReportStyle.Muted);
        text.Write(VisibleText.Escape(value), style);
        text.EndLine();
    }
}
