using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Turns a checked draft into the policy.</summary>
internal static class PolicyBuilder
{
    public static EditionPolicy? Build(string path, PolicyDraft draft, PolicyProblems problems, DateTime asOf)
    {
        ReferenceChecks.Run(draft, problems);
        var severities = Severities(draft);
        var settings = Settings(draft.Settings);
        var exceptions = new List<PolicyException>();
        foreach (var exception in draft.Exceptions) exceptions.Add(exception.Exception);
        var honoured = ExceptionChecks.Run(draft.Exceptions, settings.Exceptions, severities, problems, asOf);
        if (problems.HasFatal) return null;
        var policy = new EditionPolicy(path, Editions(draft), Products(draft), Components(draft), exceptions, honoured, settings, severities);
        FloorChecks.Run(draft, policy, problems);
        return policy;
    }

    private static List<Edition> Editions(PolicyDraft draft)
    {
        var editions = new List<Edition>();
        foreach (var edition in draft.Editions)
        {
            var publishes = edition.Publishes?.Value ?? EditionOutputs.None;
            editions.Add(new Edition(
                edition.Id,
                edition.Title?.Value ?? edition.Id,
                edition.Symbol?.Value,
                Plain(edition.Includes),
                publishes,
                // What leaves the house is closed unless the policy opens it.
                edition.Unlisted?.Value ?? (publishes == EditionOutputs.None ? UnlistedMode.Allow : UnlistedMode.Deny),
                edition.Key));
        }

        return editions;
    }

    private static List<Product> Products(PolicyDraft draft)
    {
        var products = new List<Product>();
        foreach (var product in draft.Products)
        {
            var roots = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var root in product.Roots) roots[root.Edition.Value] = root.Value.Value;
            var limits = new Dictionary<string, EditionLimits>(StringComparer.Ordinal);
            foreach (var limit in product.Limits) limits[limit.Edition.Value] = Limits(limit.Value);
            var requires = new Dictionary<string, IReadOnlyList<RequiredDocument>>(StringComparer.Ordinal);
            foreach (var required in product.Requires) requires[required.Edition.Value] = required.Value;
            products.Add(new Product(product.Id, product.Title?.Value, roots, limits, requires, product.Key));
        }

        return products;
    }

    private static EditionLimits Limits(LimitsDraft draft) => new(
        draft.MaxParameters?.Value,
        draft.Count?.Value ?? ParameterCounting.Logical,
        (int?)draft.MaxLayers?.Value,
        (int?)draft.MaxExperts?.Value,
        draft.MaxContextLength?.Value,
        (int?)draft.MaxShards?.Value,
        draft.MaxTotalBytes?.Value,
        draft.Dtypes is null ? null : Plain(draft.Dtypes),
        draft.Location);

    private static List<Component> Components(PolicyDraft draft)
    {
        var components = new List<Component>();
        foreach (var component in draft.Components)
        {
            components.Add(new Component(
                component.Id,
                component.Kind?.Value ?? ComponentKind.Unspecified,
                component.Title?.Value ?? component.Id,
                component.Product?.Value,
                Plain(component.Editions),
                Plain(component.GatedIn),
                component.Reason?.Value ?? WithholdingReason.Unspecified,
                component.Owner?.Value,
                component.Decision?.Value,
                component.Withholding,
                (component.Match ?? new MatchDraft()).Finish(),
                component.Key));
        }

        return components;
    }

    private static RuleSeverities Severities(PolicyDraft draft)
    {
        var entries = new Dictionary<string, RuleSeverity>(StringComparer.Ordinal);
        foreach (var rule in draft.Rules) entries[rule.Key.Value] = rule.Severity.Value;
        return new RuleSeverities(entries);
    }

    private static PolicySettings Settings(SettingsDraft draft)
    {
        var modes = new Dictionary<string, EnforcementMode>(StringComparer.Ordinal);
        foreach (var mode in draft.Mode) modes[mode.Edition.Value] = mode.Value.Value;
        return new PolicySettings(
            modes,
            new ExceptionSettings((int?)draft.MaxDays?.Value, (int)(draft.WarnDaysBefore?.Value ?? 14), draft.RequireTicket?.Value ?? false),
            draft.Unmatched?.Value ?? RuleSeverity.Error,
            draft.Inconclusive?.Value ?? RuleSeverity.Error,
            draft.Elsewhere?.Value ?? RuleSeverity.Warning);
    }

    private static List<string> Plain(List<Located<string>>? names)
    {
        var plain = new List<string>();
        if (names is not null)
        {
            foreach (var name in names) plain.Add(name.Value);
        }

        return plain;
    }
}
