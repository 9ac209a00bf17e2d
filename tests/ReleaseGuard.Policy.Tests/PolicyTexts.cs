using System;
using System.IO;
using System.Linq;

namespace ReleaseGuard.Policy.Tests;

/// <summary>Policies to test with, and short ways to load them.</summary>
internal static class PolicyTexts
{
    /// <summary>A day on which the example's exception is neither expired nor about to be.</summary>
    public static readonly DateTime Today = new(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The two products of the specification.</summary>
    public static string Example { get; } = ReadExample();

    /// <summary>Two editions and one withheld component; <paramref name="more"/> is put at the end.</summary>
    public static string Small(string more = "") => $$"""
        {
          "schemaVersion": 1,
          "editions": {
            "open": { "symbol": "EDITION_OPEN", "publishes": ["weights"] },
            "enterprise": { "symbol": "EDITION_ENTERPRISE", "includes": ["open"] }
          },
          "components": {
            "head": { "kind": "head", "editions": ["enterprise"], "reason": "safety", "match": { "files": ["heads/cyber/**"] } }
          }{{(more.Length > 0 ? ",\n  " + more : "")}}
        }
        """;

    /// <summary>The small policy with these matchers instead of its own.</summary>
    public static string WithMatch(string match) => Small().Replace("""{ "files": ["heads/cyber/**"] }""", match, StringComparison.Ordinal);

    public static PolicyLoadResult Load(string text, IBasePolicies? bases = null, DateTime? asOf = null) =>
        PolicyLoader.Load(new PolicySource("releaseguard.jsonc", text), bases, asOf ?? Today);

    /// <summary>Loads a policy that must have no problem.</summary>
    public static EditionPolicy Good(string text, IBasePolicies? bases = null)
    {
        var result = Load(text, bases);
        Assert.Empty(result.Problems);
        return result.Policy!;
    }

    /// <summary>Loads a policy that must have exactly one problem.</summary>
    public static PolicyProblem OneProblem(string text, IBasePolicies? bases = null) => Assert.Single(Load(text, bases).Problems);

    /// <summary>The text a problem points at.</summary>
    public static string At(string text, PolicyProblem problem) => text.Substring(problem.Location.Start, problem.Location.Length);

    private static string ReadExample()
    {
        using var stream = typeof(PolicyTexts).Assembly.GetManifestResourceStream("policy-example.jsonc")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
