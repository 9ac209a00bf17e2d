using System;
using System.Linq;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Editing.Tests;

/// <summary>Conditions as a policy with four editions decides them.</summary>
internal static class Policies
{
    private static readonly EditionPolicy s_policy = PolicyLoader.Load(new PolicySource("releaseguard.jsonc", """
        {
          "schemaVersion": 1,
          "editions": {
            "open":       { "title": "Open", "symbol": "EDITION_OPEN", "publishes": ["packages"], "unlisted": "allow" },
            "pro":        { "title": "Pro", "symbol": "EDITION_PRO", "includes": ["open"], "publishes": [], "unlisted": "allow" },
            "enterprise": { "title": "Enterprise", "symbol": "EDITION_ENTERPRISE", "includes": ["pro"], "publishes": [], "unlisted": "allow" },
            "research":   { "title": "Research", "symbol": "EDITION_RESEARCH", "publishes": [], "unlisted": "allow" }
          },
          "components": {
            "head":    { "kind": "head", "editions": ["enterprise"], "owner": "@o", "reason": "safety", "match": { "files": ["heads/**"] } },
            "pro":     { "kind": "head", "editions": ["pro"], "owner": "@o", "reason": "safety", "match": { "files": ["pro/**"] } },
            "gated":   { "kind": "head", "editions": [], "gatedIn": ["research"], "owner": "@o", "reason": "safety", "match": { "files": ["gated/**"] } },
            "residue": { "kind": "residue", "editions": [], "owner": "@o", "reason": "safety", "match": { "files": ["**/optimizer.pt"] } }
          }
        }
        """), null, new DateTime(2026, 11, 24)) is { Policy: { } policy } ? policy : throw new InvalidOperationException("The policy of the tests does not load.");

    public static EditionCondition Of(params string[] components) => EditionCondition.For(s_policy, [.. components.Select(id => s_policy.FindComponent(id)!)]);
}
