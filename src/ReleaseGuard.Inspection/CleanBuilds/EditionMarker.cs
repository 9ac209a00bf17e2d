using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Manifests;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.CleanBuilds;

/// <summary>
/// Stands in published source where the policy stood, which names what is withheld: the edition, its symbols, and by their digests the policy
/// and the manifest that the source was held against. With it strangers build the edition; it never stands beside a policy.
/// </summary>
public static class EditionMarker
{
    /// <summary>The marker's file name.</summary>
    public const string FileName = "releaseguard.marker.json";

    /// <summary>The marker of an edition.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="policySha256">Its digest, in hexadecimal.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="product">The product, for its manifest; null for the policy's only one.</param>
    public static string TextOf(EditionPolicy policy, string policySha256, Edition edition, Product? product)
    {
        var symbols = policy.Editions.Where(other => other.Symbol is not null && policy.Includes(edition, other)).Select(other => JsonValue.Quote(other.Symbol!));
        var lines = new List<string>
        {
            "  \"schema\": \"releaseguard/marker/1\"",
            "  \"edition\": " + JsonValue.Quote(edition.Id),
            "  \"symbols\": [" + string.Join(", ", symbols) + "]",
            "  \"policy\": { \"sha256\": " + JsonValue.Quote(policySha256) + " }",
        };
        var manifest = ManifestWriter.PathFor(policy, product ?? policy.Products.FirstOrDefault(), edition);
        if (File.Exists(manifest))
            lines.Add("  \"manifest\": { \"sha256\": " + JsonValue.Quote(PolicyIdentity.OfFile(manifest)?.Sha256 ?? "") + " }");
        return new StringBuilder("{\n").Append(string.Join(",\n", lines)).Append("\n}\n").ToString();
    }
}
