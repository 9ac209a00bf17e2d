namespace ReleaseGuard.Analyzers.Tests.Harness;

/// <summary>The policies that the tests share.</summary>
public static class TestPolicies
{
    /// <summary>An open edition that publishes, an enterprise edition that contains it, and a head for the enterprise only.</summary>
    public const string Cyber = """
        {
          "schemaVersion": 1,
          "editions": {
            "open":       { "title": "Open edition", "symbol": "EDITION_OPEN", "publishes": ["weights", "packages"], "unlisted": "allow" },
            "enterprise": { "title": "Full edition", "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "publishes": [], "unlisted": "allow" }
          },
          "components": {
            "contoso.cyber-head": {
              "kind": "head", "title": "Cyber head", "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety",
              "match": { "symbols": ["N:Contoso.Heads.Cyber.**"], "assemblies": ["Contoso.Heads.Cyber"], "projects": ["src/Heads.Cyber/**"] }
            }
          }
        }
        """;
}
