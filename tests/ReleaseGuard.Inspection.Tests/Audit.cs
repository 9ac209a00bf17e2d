using System;
using System.Linq;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Tests;

/// <summary>Runs one inspection the way the tool does.</summary>
internal static class Audit
{
    public static readonly DateTime AsOf = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A policy with editions open (guarded, nothing denied by default) and enterprise, and the given components.</summary>
    public static string PolicyText(string components, string products = "", string unlisted = "allow", string more = "") => $$"""
        {
          "schemaVersion": 1,
          "editions": {
            "open": { "title": "Open", "symbol": "EDITION_OPEN", "publishes": ["weights", "packages"], "unlisted": "{{unlisted}}" },
            "enterprise": { "title": "Full", "symbol": "EDITION_ENTERPRISE", "includes": ["open"] }
          },
          "products": { {{products}} },
          "components": { {{components}} }{{more}}
        }
        """;

    /// <summary>A component of the enterprise edition with the given match.</summary>
    public static string Component(string match, string id = "contoso.cyber-head") => $$"""
        "{{id}}": { "kind": "head", "title": "Cyber head", "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety", "match": { {{match}} } }
        """;

    public static EditionPolicy Load(string text, string path = "releaseguard.jsonc")
    {
        var loaded = PolicyLoader.Load(new PolicySource(path, text), asOf: AsOf);
        return loaded.Policy ?? throw new InvalidOperationException(string.Join("\n", loaded.Problems.Select(problem => problem.Message)));
    }

    public static InspectionResult Run(string path, string policyText, string edition = "open", bool fullContent = false, string policyPath = "releaseguard.jsonc")
    {
        var policy = Load(policyText, policyPath);
        return EditionInspector.Inspect(new InspectionRequest([new ShippedItem(path, "")], policy, policy.FindEdition(edition)!, null, AsOf, fullContent));
    }
}
