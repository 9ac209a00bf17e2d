using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>
/// Lays a policy over its base: what the child does not state it inherits, what it states may only tighten (RG6009), and
/// the result is always the stricter of the two. Nothing of a base can be removed: lists of matchers and requirements add up.
/// </summary>
internal static class Inheritance
{
    /// <summary>Lays a child over its base and reports where it loosens.</summary>
    public static PolicyDraft Extend(PolicyDraft ofBase, PolicyDraft child, PolicyProblems problems)
    {
        var whole = Merge(ofBase, child, new Tightening(problems));
        RefuseNewWaysOut(ofBase, child, new Tightening(problems));
        return whole;
    }

    /// <summary>Joins two bases of one child: the stricter statement of the two holds.</summary>
    public static PolicyDraft Join(PolicyDraft first, PolicyDraft second) => Merge(first, second, new Tightening(null));

    private static PolicyDraft Merge(PolicyDraft ofBase, PolicyDraft child, Tightening rule)
    {
        var whole = new PolicyDraft(child.Root);
        Each(ofBase.Editions, child.Editions, whole.Editions, (b, c) => Edition(b, c, rule));
        Each(ofBase.Products, child.Products, whole.Products, (b, c) => Product(b, c, rule));
        Each(ofBase.Components, child.Components, whole.Components, (b, c) => Component(b, c, rule));
        Rules(ofBase, child, whole, rule);
        Exceptions(ofBase, child, whole, rule);
        Settings(ofBase.Settings, child.Settings, whole.Settings, rule);
        return whole;
    }

    private static void Each<T>(DraftList<T> ofBase, DraftList<T> child, DraftList<T> whole, Func<T, T, T> merge)
    {
        foreach (var id in ofBase.Ids)
            whole.Add(id, child.Contains(id) ? merge(ofBase.Find(id)!, child.Find(id)!) : ofBase.Find(id)!);
        foreach (var id in child.Ids)
        {
            if (!ofBase.Contains(id)) whole.Add(id, child.Find(id)!);
        }
    }

    private static EditionDraft Edition(EditionDraft b, EditionDraft c, Tightening rule)
    {
        var what = $"of edition '{c.Id}'";
        var publishes = c.Publishes ?? b.Publishes;
        if (b.Publishes is not null && c.Publishes is not null)
        {
            if ((b.Publishes.Value & ~c.Publishes.Value) != 0)
                rule.Loosened(c.Publishes.Location, $"\"publishes\" {what} leaves out what the base policy guards ({b.Publishes.Location}).");
            publishes = c.Publishes with { Value = b.Publishes.Value | c.Publishes.Value };
        }

        // Where the base is silent its edition still has a default, and a child may not go below it.
        var implied = b.Unlisted ?? (b.Publishes is { Value: not EditionOutputs.None } ? new Located<UnlistedMode>(UnlistedMode.Deny, b.Key) : null);
        return new EditionDraft(c.Id, c.Key)
        {
            Title = c.Title ?? b.Title,
            Symbol = rule.Fixed(b.Symbol, c.Symbol, $"\"symbol\" {what}"),
            Includes = rule.Subset(b.Includes ?? [], c.Includes, null, $"\"includes\" {what}"),
            Publishes = publishes,
            Unlisted = rule.NotBelow(implied, c.Unlisted, $"\"unlisted\" {what}", mode => (int)mode),
        };
    }

    private static ProductDraft Product(ProductDraft b, ProductDraft c, Tightening rule)
    {
        var product = new ProductDraft(c.Id, c.Key) { Title = c.Title ?? b.Title };
        Each(b.Roots, c.Roots, product.Roots, (x, y) =>
            y with { Value = rule.Fixed(x.Value, y.Value, $"The root of edition '{y.Edition.Value}' of product '{c.Id}'")! });
        Each(b.Limits, c.Limits, product.Limits, (x, y) => y with { Value = Limits(x.Value, y.Value, rule) });
        Each(b.Requires, c.Requires, product.Requires, (x, y) => y with { Value = [.. x.Value, .. y.Value] });
        return product;
    }

    private static LimitsDraft Limits(LimitsDraft b, LimitsDraft c, Tightening rule) => new(c.Location)
    {
        MaxParameters = rule.AtMost(b.MaxParameters, c.MaxParameters, "\"maxParameters\""),
        Count = b.MaxParameters is null ? c.Count ?? b.Count : rule.Fixed(b.Count ?? Logical(b), c.Count, "\"count\""),
        MaxLayers = rule.AtMost(b.MaxLayers, c.MaxLayers, "\"maxLayers\""),
        MaxExperts = rule.AtMost(b.MaxExperts, c.MaxExperts, "\"maxExperts\""),
        MaxContextLength = rule.AtMost(b.MaxContextLength, c.MaxContextLength, "\"maxContextLength\""),
        MaxShards = rule.AtMost(b.MaxShards, c.MaxShards, "\"maxShards\""),
        MaxTotalBytes = rule.AtMost(b.MaxTotalBytes, c.MaxTotalBytes, "\"maxTotalBytes\""),
        Dtypes = rule.Subset(b.Dtypes, c.Dtypes, null, "\"dtypes\""),
    };

    private static Located<ParameterCounting> Logical(LimitsDraft limits) => new(ParameterCounting.Logical, limits.Location);

    private static ComponentDraft Component(ComponentDraft b, ComponentDraft c, Tightening rule)
    {
        var what = $"of component '{c.Id}'";
        return new ComponentDraft(c.Id, c.Key)
        {
            Kind = c.Kind ?? b.Kind,
            Title = c.Title ?? b.Title,
            Product = rule.Fixed(b.Product, c.Product, $"\"product\" {what}"),
            Editions = rule.Subset(b.Editions, c.Editions, null, $"\"editions\" {what}"),
            // A grant may become a gate: that is tighter.
            GatedIn = rule.Subset(b.GatedIn ?? [], c.GatedIn, b.Editions, $"\"gatedIn\" {what}"),
            Reason = rule.NotBelow(b.Reason, c.Reason, $"\"reason\" {what}", reason => reason == WithholdingReason.Safety ? 1 : 0),
            Owner = c.Owner ?? b.Owner,
            Decision = c.Decision ?? b.Decision,
            Withholding = c.Withholding ?? b.Withholding,
            Match = b.Match is null || c.Match is null ? c.Match ?? b.Match : Match(b.Match, c.Match),
            EditionsUnreadable = c.EditionsUnreadable,
            MatchUnreadable = c.MatchUnreadable,
        };
    }

    private static MatchDraft Match(MatchDraft b, MatchDraft c) => new()
    {
        Symbols = Union(b.Symbols, c.Symbols),
        Assemblies = Union(b.Assemblies, c.Assemblies),
        Projects = Union(b.Projects, c.Projects),
        Packages = Union(b.Packages, c.Packages),
        Files = Union(b.Files, c.Files),
        Strings = Union(b.Strings, c.Strings),
        Tokens = Union(b.Tokens, c.Tokens),
        Datasets = Union(b.Datasets, c.Datasets),
        Tensors = Distinct(b.Tensors, c.Tensors),
        Config = Distinct(b.Config, c.Config),
    };

    // A pattern that child and base both state, or that came by two ways from one base, is one pattern.
    private static List<PolicyPattern> Union(List<PolicyPattern> b, List<PolicyPattern> c)
    {
        var all = new List<PolicyPattern>(b);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in b) seen.Add(pattern.Text);
        foreach (var pattern in c)
        {
            if (seen.Add(pattern.Text)) all.Add(pattern);
        }

        return all;
    }

    private static List<T> Distinct<T>(List<T> b, List<T> c)
        where T : class
    {
        var all = new List<T>(b);
        var seen = new HashSet<T>(b);
        foreach (var entry in c)
        {
            if (seen.Add(entry)) all.Add(entry);
        }

        return all;
    }

    private static void Rules(PolicyDraft b, PolicyDraft c, PolicyDraft whole, Tightening rule)
    {
        var stated = new Dictionary<string, RuleDraft>(StringComparer.Ordinal);
        foreach (var line in b.Rules) stated[line.Key.Value] = line;
        foreach (var line in c.Rules)
        {
            if (LooserThan(b.Rules, line) is { } stricter)
            {
                rule.Loosened(line.Severity.Location, $"The severity of \"{line.Key.Value}\" is lowered from '{PolicyWords.Of(stricter.Severity.Value)}' to '{PolicyWords.Of(line.Severity.Value)}'; the base policy ({stricter.Key.Location}) may only be tightened.");
                continue;
            }

            stated[line.Key.Value] = line;
        }

        whole.Rules.AddRange(stated.Values);
    }

    // A child's line is looser when the base's word for the same rules, by the longest prefix, is stricter.
    private static RuleDraft? LooserThan(List<RuleDraft> ofBase, RuleDraft line)
    {
        RuleDraft? longest = null;
        foreach (var stated in ofBase)
        {
            if (line.Key.Value.StartsWith(stated.Key.Value, StringComparison.Ordinal)
                && (longest is null || stated.Key.Value.Length > longest.Key.Value.Length))
            {
                longest = stated;
            }
        }

        return longest is not null && longest.Severity.Value > line.Severity.Value ? longest : null;
    }

    private static void Exceptions(PolicyDraft b, PolicyDraft c, PolicyDraft whole, Tightening rule)
    {
        whole.Exceptions.AddRange(b.Exceptions);
        foreach (var exception in c.Exceptions)
        {
            // A base reached by two ways brings its exceptions once.
            if (whole.Exceptions.Contains(exception)) continue;
            if (b.Components.Find(exception.Exception.Component) is { Reason.Value: WithholdingReason.Safety })
            {
                rule.Loosened(exception.Id, $"An exception for '{exception.Exception.Component}' can be made only where the component is declared: the base policy withholds it for safety.");
                continue;
            }

            whole.Exceptions.Add(exception);
        }
    }

    private static void Settings(SettingsDraft b, SettingsDraft c, SettingsDraft whole, Tightening rule)
    {
        Each(b.Mode, c.Mode, whole.Mode, (x, y) =>
            y with { Value = rule.NotBelow(x.Value, y.Value, $"The mode of edition '{y.Edition.Value}'", mode => mode == EnforcementMode.Enforce ? 1 : 0)! });
        whole.MaxDays = rule.AtMost(b.MaxDays, c.MaxDays, "\"maxDays\"");
        whole.WarnDaysBefore = rule.AtLeast(b.WarnDaysBefore, c.WarnDaysBefore, "\"warnDaysBefore\"");
        whole.RequireTicket = rule.NotBelow(b.RequireTicket, c.RequireTicket, "\"requireTicket\"", flag => flag ? 1 : 0);
        whole.Unmatched = rule.NotBelow(b.Unmatched, c.Unmatched, "\"unmatched\"", severity => (int)severity);
        whole.Inconclusive = rule.NotBelow(b.Inconclusive, c.Inconclusive, "\"inconclusive\"", severity => (int)severity);
        whole.Elsewhere = rule.NotBelow(b.Elsewhere, c.Elsewhere, "\"elsewhere\"", severity => (int)severity);
    }

    // A new edition that publishes and contains an edition the base keeps in the house would publish that one's components.
    private static void RefuseNewWaysOut(PolicyDraft b, PolicyDraft c, Tightening rule)
    {
        foreach (var edition in c.Editions)
        {
            if (b.Editions.Contains(edition.Id) || edition.Publishes is not { Value: not EditionOutputs.None } || edition.Includes is null) continue;
            foreach (var included in edition.Includes)
            {
                if (b.Editions.Find(included.Value) is { } inner && inner.Publishes is null or { Value: EditionOutputs.None })
                    rule.Loosened(included.Location, $"Edition '{edition.Id}' publishes and includes '{included.Value}', which the base policy does not publish.");
            }
        }

        foreach (var edition in c.Editions)
        {
            if (b.Editions.Find(edition.Id) is { Publishes: null or { Value: EditionOutputs.None } } && edition.Publishes is { Value: not EditionOutputs.None })
                rule.Loosened(edition.Publishes.Location, $"Edition '{edition.Id}' would be published; the base policy keeps it in the house.");
        }
    }
}
