using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Checks what one part of a policy says of another: every id must name something, and editions must form an order.</summary>
internal static class ReferenceChecks
{
    public static void Run(PolicyDraft draft, PolicyProblems problems)
    {
        if (draft.Editions.Count == 0 && !problems.HasFatal)
            problems.Invalid(draft.Root, "The policy names no edition: \"editions\" is missing.");
        Editions(draft, problems);
        Symbols(draft, problems);
        Products(draft, problems);
        Roots(draft, problems);
        Components(draft, problems);
        foreach (var exception in draft.Exceptions)
        {
            Component(draft, exception.Exception.Component, exception.Component, problems);
            if (exception.Edition is not null) Edition(draft, exception.Exception.Edition!, exception.Edition, problems);
        }

        RepeatedExceptions(draft, problems);
        foreach (var mode in draft.Settings.Mode) Edition(draft, mode.Edition.Value, mode.Edition.Location, problems);
    }

    private static void Edition(PolicyDraft draft, string id, PolicyLocation at, PolicyProblems problems)
    {
        if (!draft.Editions.Contains(id))
            problems.Invalid(at, $"There is no edition '{id}'.{Way(id, draft.Editions.Ids, "editions")}");
    }

    private static void Component(PolicyDraft draft, string id, PolicyLocation at, PolicyProblems problems)
    {
        if (!draft.Components.Contains(id))
            problems.Invalid(at, $"There is no component '{id}'.{Way(id, draft.Components.Ids, "components")}");
    }

    private static string Way(string id, IReadOnlyList<string> known, string what)
    {
        if (Spelling.Nearest(id, known) is { } nearest) return $" Did you mean \"{nearest}\"?";
        if (known.Count == 0) return $" The policy has no {what}.";
        return known.Count <= 8 ? $" The policy has the {what} {Spelling.Enumerate(known)}." : "";
    }

    private static void Editions(PolicyDraft draft, PolicyProblems problems)
    {
        foreach (var edition in draft.Editions)
        {
            if (edition.Includes is null) continue;
            foreach (var included in edition.Includes) Edition(draft, included.Value, included.Location, problems);
        }

        // Depth first with an explicit stack; an edge back to an edition still open closes a circle.
        var state = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var start in draft.Editions)
        {
            if (state.ContainsKey(start.Id)) continue;
            var path = new List<(EditionDraft Edition, int Next)> { (start, 0) };
            state[start.Id] = 1;
            while (path.Count > 0)
            {
                var (edition, next) = path[path.Count - 1];
                if (edition.Includes is null || next >= edition.Includes.Count)
                {
                    state[edition.Id] = 2;
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[path.Count - 1] = (edition, next + 1);
                var edge = edition.Includes[next];
                if (draft.Editions.Find(edge.Value) is not { } inner) continue;
                if (!state.TryGetValue(inner.Id, out var seen))
                {
                    state[inner.Id] = 1;
                    path.Add((inner, 0));
                }
                else if (seen == 1)
                {
                    problems.Invalid(edge.Location, $"Editions include one another in a circle: {Circle(path, inner.Id)}.");
                }
            }
        }
    }

    private static string Circle(List<(EditionDraft Edition, int Next)> path, string closing)
    {
        var names = new List<string>();
        var inside = false;
        foreach (var (edition, _) in path)
        {
            inside |= edition.Id == closing;
            if (inside) names.Add(edition.Id);
        }

        names.Add(closing);
        return string.Join(" -> ", names);
    }

    private static void Symbols(PolicyDraft draft, PolicyProblems problems)
    {
        var symbols = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var edition in draft.Editions)
        {
            if (edition.Symbol is not { } symbol) continue;
            if (symbols.TryGetValue(symbol.Value, out var other))
                problems.Invalid(symbol.Location, $"The editions '{other}' and '{edition.Id}' have the same symbol {symbol.Value}; code could not tell them apart.");
            else
                symbols.Add(symbol.Value, edition.Id);
        }
    }

    private static void Products(PolicyDraft draft, PolicyProblems problems)
    {
        foreach (var product in draft.Products)
        {
            foreach (var root in product.Roots) Edition(draft, root.Edition.Value, root.Edition.Location, problems);
            foreach (var limits in product.Limits) Edition(draft, limits.Edition.Value, limits.Edition.Location, problems);
            foreach (var required in product.Requires) Edition(draft, required.Edition.Value, required.Edition.Location, problems);
        }
    }

    // Outputs of two editions never share a folder.
    private static void Roots(PolicyDraft draft, PolicyProblems problems)
    {
        var roots = new Dictionary<string, (string Edition, string Product)>(StringComparer.Ordinal);
        foreach (var product in draft.Products)
        {
            foreach (var root in product.Roots)
            {
                var folder = root.Value.Value.TrimEnd('/');
                if (folder.StartsWith("./", StringComparison.Ordinal)) folder = folder.Substring(2);
                if (!roots.TryGetValue(folder, out var other)) roots.Add(folder, (root.Edition.Value, product.Id));
                else if (other.Edition != root.Edition.Value)
                    problems.Invalid(root.Value.Location, $"The editions '{other.Edition}' and '{root.Edition.Value}' have the same root \"{folder}\"; outputs of two editions never share a folder.");
            }
        }
    }

    private static void Components(PolicyDraft draft, PolicyProblems problems)
    {
        foreach (var component in draft.Components)
        {
            if (component.Product is { } product && !draft.Products.Contains(product.Value))
                problems.Invalid(product.Location, $"There is no product '{product.Value}'.{Way(product.Value, draft.Products.Ids, "products")}");
            if (component.Editions is null && !component.EditionsUnreadable)
                problems.Invalid(component.Key, $"Component '{component.Id}' does not say where it may be: \"editions\" is missing ([] for no edition).");
            if (component.Match is null && !component.MatchUnreadable)
                problems.Invalid(component.Key, $"Component '{component.Id}' cannot be recognised: \"match\" is missing.");
            foreach (var edition in component.Editions ?? []) Edition(draft, edition.Value, edition.Location, problems);
            foreach (var edition in component.GatedIn ?? []) Edition(draft, edition.Value, edition.Location, problems);
        }
    }

    private static void RepeatedExceptions(PolicyDraft draft, PolicyProblems problems)
    {
        // Within one file the reader has said so already.
        var ids = new Dictionary<string, PolicyLocation>(StringComparer.Ordinal);
        foreach (var exception in draft.Exceptions)
        {
            if (!ids.TryGetValue(exception.Exception.Id, out var first)) ids.Add(exception.Exception.Id, exception.Id);
            else if (first.Path != exception.Id.Path)
                problems.Invalid(exception.Id, $"The exception id \"{exception.Exception.Id}\" is taken by the base policy ({first}).");
        }
    }
}
