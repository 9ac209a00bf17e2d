using System;
using System.Collections.Generic;
using System.Threading;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Policy;

/// <summary>A validated policy: what each edition may contain. Immutable and safe to share between threads.</summary>
public sealed class EditionPolicy
{
    private readonly Dictionary<string, Edition> _editions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Component> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _included = new(StringComparer.Ordinal);
    private readonly ExceptionIndex _exceptions;
    private PolicyMatcher? _matcher;

    internal EditionPolicy(
        string path,
        IReadOnlyList<Edition> editions,
        IReadOnlyList<Product> products,
        IReadOnlyList<Component> components,
        IReadOnlyList<PolicyException> exceptions,
        IReadOnlyList<PolicyException> honoured,
        PolicySettings settings,
        RuleSeverities rules)
    {
        Path = path;
        Editions = editions;
        Products = products;
        Components = components;
        Exceptions = exceptions;
        Settings = settings;
        Rules = rules;
        var guarded = new List<Edition>();
        foreach (var edition in editions)
        {
            _editions[edition.Id] = edition;
            if (edition.IsGuarded) guarded.Add(edition);
        }

        GuardedEditions = guarded;
        foreach (var component in components) _components[component.Id] = component;
        foreach (var product in products) _products[product.Id] = product;
        foreach (var edition in editions) _included[edition.Id] = EverythingIn(edition);
        _exceptions = new ExceptionIndex(honoured);
    }

    /// <summary>The path of the policy that was loaded (not of its bases).</summary>
    public string Path { get; }

    /// <summary>All editions, in the order written, bases first.</summary>
    public IReadOnlyList<Edition> Editions { get; }

    /// <summary>All products.</summary>
    public IReadOnlyList<Product> Products { get; }

    /// <summary>All components.</summary>
    public IReadOnlyList<Component> Components { get; }

    /// <summary>All exceptions as written, those that do not count (expired, too broad) included.</summary>
    public IReadOnlyList<PolicyException> Exceptions { get; }

    /// <summary>How the policy is held.</summary>
    public PolicySettings Settings { get; }

    /// <summary>Severities by rule id or prefix, as written; <see cref="SeverityOf"/> applies the floor.</summary>
    public RuleSeverities Rules { get; }

    /// <summary>The editions that publish anything: every build is checked against each.</summary>
    public IReadOnlyList<Edition> GuardedEditions { get; }

    /// <summary>All patterns, one index per kind; built on first use.</summary>
    public PolicyMatcher Matcher
    {
        get
        {
            if (Volatile.Read(ref _matcher) is { } built) return built;
            Interlocked.CompareExchange(ref _matcher, new PolicyMatcher(Components), null);
            return _matcher!;
        }
    }

    /// <summary>The edition of that id, or null.</summary>
    public Edition? FindEdition(string id) => _editions.TryGetValue(id, out var edition) ? edition : null;

    /// <summary>The component of that id, or null.</summary>
    public Component? FindComponent(string id) => _components.TryGetValue(id, out var component) ? component : null;

    /// <summary>The product of that id, or null.</summary>
    public Product? FindProduct(string id) => _products.TryGetValue(id, out var product) ? product : null;

    /// <summary>The edition id most like a misspelt one, or null when none is near.</summary>
    public string? NearestEdition(string id) => Spelling.Nearest(id, _editions.Keys);

    /// <summary>The component id most like a misspelt one, or null when none is near.</summary>
    public string? NearestComponent(string id) => Spelling.Nearest(id, _components.Keys);

    /// <summary>The product id most like a misspelt one, or null when none is near.</summary>
    public string? NearestProduct(string id) => Spelling.Nearest(id, _products.Keys);

    /// <summary><c>Packer.Enterprise.cs</c> belongs to edition <c>enterprise</c>; null for a source that belongs to none. File names do not mind case, ids do.</summary>
    public Edition? EditionOfSource(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var dot = name.LastIndexOf('.');
        if (dot <= 0) return null;
        foreach (var edition in Editions)
        {
            if (string.Equals(edition.Id, name.Substring(dot + 1), StringComparison.OrdinalIgnoreCase)) return edition;
        }

        return null;
    }

    /// <summary>True when an edition is the other one or contains it, through any number of steps.</summary>
    public bool Includes(Edition edition, Edition other) => Includes(edition, other.Id);

    /// <summary>How an edition is held: editions the settings do not name enforce.</summary>
    public EnforcementMode ModeOf(Edition edition) =>
        Settings.Mode.TryGetValue(edition.Id, out var mode) ? mode : EnforcementMode.Enforce;

    /// <summary>Whether an edition may contain a component, and why.</summary>
    public EditionDecision Decide(Component component, Edition edition)
    {
        // An exclusion through one edition never overrides a grant through another: grants add up, but a gate
        // stated for the edition itself is the more restrictive word and wins over a grant it would inherit.
        if (Contains(component.GatedIn, edition.Id)) return Gated(component, edition, edition.Id);
        if (Contains(component.Editions, edition.Id))
            return new EditionDecision(component, edition, Standing.Allowed, $"{component.Id} may be in edition '{edition.Id}': its editions name it.");

        foreach (var granted in component.Editions)
        {
            if (Includes(edition, granted))
                return new EditionDecision(component, edition, Standing.Allowed, $"{component.Id} may be in edition '{edition.Id}', which includes '{granted}'.");
        }

        foreach (var gated in component.GatedIn)
        {
            if (Includes(edition, gated)) return Gated(component, edition, gated);
        }

        return new EditionDecision(component, edition, Standing.Withheld, WhyWithheld(component, edition));
    }

    /// <summary>The editions that may have something that belongs to all of these components, a gated one behind its guard: the one answer to "where may this go".</summary>
    public IReadOnlyList<Edition> EditionsThatMayHave(IReadOnlyCollection<Component> components)
    {
        var allowed = new List<Edition>();
        foreach (var edition in Editions)
        {
            var withheld = false;
            foreach (var component in components) withheld |= Decide(component, edition).Standing == Standing.Withheld;
            if (!withheld) allowed.Add(edition);
        }

        return allowed;
    }

    /// <summary>
    /// The weight of a rule in an edition. The policy's <c>rules</c> by longest prefix, else the settings that weigh
    /// RG6002 and RG9001, else the catalogue (RG1005: an error where documentation is published). In a guarded edition (or where no edition is known) nothing lowers a rule that the catalogue makes an error;
    /// in an edition in audit mode errors about content weigh as warnings.
    /// </summary>
    public RuleSeverity SeverityOf(string ruleId, Edition? edition)
    {
        // An id the catalogue does not know can only come from a newer caller: weigh it as the worst.
        var catalogued = RuleCatalog.Find(ruleId)?.Severity ?? RuleSeverity.Error;
        // Documentation that is published is read like any other output.
        if (ruleId == RuleIds.RG1005 && edition is not null && (edition.Publishes & EditionOutputs.Docs) != 0) catalogued = RuleSeverity.Error;
        var severity = Rules.Find(ruleId) ?? ruleId switch
        {
            RuleIds.RG6002 => Settings.Unmatched,
            RuleIds.RG9001 => Settings.Inconclusive,
            _ => catalogued,
        };
        var aboutContent = !ruleId.StartsWith("RG6", StringComparison.Ordinal) && !ruleId.StartsWith("RG9", StringComparison.Ordinal);
        if (aboutContent && catalogued == RuleSeverity.Error && edition is null or { IsGuarded: true }) severity = RuleSeverity.Error;
        return aboutContent && severity == RuleSeverity.Error && edition is not null && ModeOf(edition) == EnforcementMode.Audit
            ? RuleSeverity.Warning
            : severity;
    }

    /// <summary>The exception that allows a finding on a day, or null. Exceptions that break RG6003, RG6005 or RG6009 do not count.</summary>
    public PolicyException? FindException(string ruleId, string componentId, string editionId, in ExceptionSubject subject, DateTime asOf) =>
        _exceptions.Find(ruleId, componentId, editionId, subject, asOf);

    private static EditionDecision Gated(Component component, Edition edition, string through) =>
        new(component, edition, Standing.Gated, through == edition.Id
            ? $"{component.Id} may be in edition '{edition.Id}' behind an edition guard only."
            : $"{component.Id} may be in edition '{edition.Id}' behind an edition guard only, as in '{through}', which it includes.");

    private static string WhyWithheld(Component component, Edition edition)
    {
        var reason = PolicyWords.Of(component.Reason);
        var tail = (reason is null ? "" : $" Reason: {reason}.") + (component.Decision is null ? "" : $" Decision: {component.Decision}.");
        if (component.Editions.Count == 0 && component.GatedIn.Count == 0)
            return $"{component.Id} ships in no edition.{tail}";
        var names = new List<string>(component.Editions);
        foreach (var gated in component.GatedIn)
        {
            if (!names.Contains(gated)) names.Add(gated);
        }

        return $"{component.Id} is for {Spelling.Enumerate(names)} only, and edition '{edition.Id}' includes {(names.Count == 1 ? "it not" : "none of them")}.{tail}";
    }

    private static bool Contains(IReadOnlyList<string> ids, string id)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (string.Equals(ids[i], id, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private bool Includes(Edition edition, string other) => _included.TryGetValue(edition.Id, out var all) && all.Contains(other);

    private HashSet<string> EverythingIn(Edition edition)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>();
        open.Push(edition.Id);
        while (open.Count > 0)
        {
            var id = open.Pop();
            if (!all.Add(id) || !_editions.TryGetValue(id, out var found)) continue;
            foreach (var included in found.Includes) open.Push(included);
        }

        return all;
    }
}
