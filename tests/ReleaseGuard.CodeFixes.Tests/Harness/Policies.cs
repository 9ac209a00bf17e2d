namespace ReleaseGuard.CodeFixes.Tests.Harness;

/// <summary>The policies that the tests share.</summary>
internal static class Policies
{
    /// <summary>An open edition that publishes packages, an enterprise edition that contains it, and a head for the enterprise only.</summary>
    public static readonly string Cyber = With("\"packages\"");

    /// <summary>The same, but the open edition publishes its source.</summary>
    public static readonly string PublishedSource = With("\"packages\", \"source\"");

    /// <summary>The open edition may hold the head, but reaches it behind a guard only.</summary>
    public static readonly string Gated = With("\"packages\"", ", \"gatedIn\": [\"open\"]");

    private static string With(string publishes, string gated = "") => $$"""
        {
          "schemaVersion": 1,
          "editions": {
            "open":       { "symbol": "EDITION_OPEN", "publishes": [{{publishes}}], "unlisted": "allow" },
            "enterprise": { "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "publishes": [], "unlisted": "allow" }
          },
          "components": {
            "contoso.cyber-head": {
              "kind": "head", "editions": ["enterprise"]{{gated}}, "reason": "safety", "owner": "@release-safety",
              "match": { "symbols": ["N:Contoso.Heads.Cyber.**"], "assemblies": ["Contoso.Heads.Cyber"] }
            }
          }
        }
        """;
}
