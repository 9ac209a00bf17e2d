using System;
using System.Collections.Generic;
using ReleaseGuard.Inspection.ContentRecords;

namespace ReleaseGuard.Inspection.Partitions;

/// <summary>One job's part of a content pass: what was asked, what was listed, and what its share of the files gave.</summary>
/// <param name="Share">Which part.</param>
/// <param name="Version">Version of the tool that wrote it.</param>
/// <param name="Words">The words of the audit.</param>
/// <param name="PolicySha256">SHA-256 of the policy file.</param>
/// <param name="Question">Fingerprint of what the content was read for: which tiers, which sketch files.</param>
/// <param name="Listing">Fingerprint of the files that were listed.</param>
internal sealed record PartFile(PartitionShare Share, string Version, AuditWords Words, string PolicySha256, string Question, string Listing)
{
    /// <summary>Value of <c>schema</c>.</summary>
    public const string Schema = "releaseguard/part/1";

    /// <summary>What its files gave.</summary>
    public IReadOnlyList<FileRecord> Files { get; init; } = [];

    /// <summary>What every part of one audit has in common, each with the word that names it; the first that differs says why a part is foreign.</summary>
    public IEnumerable<(string What, string Value)> Identity()
    {
        yield return ("version of ReleaseGuard", Version);
        yield return ("edition", Words.Edition);
        yield return ("policy", Words.PolicyPath);
        yield return ("policy digest", PolicySha256);
        yield return ("product", Words.Product ?? "none");
        yield return ("date", Words.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        yield return ("content", Words.FullContent ? "full" : "headers");
        yield return ("paths", string.Join(" ", Words.Paths));
        yield return ("number of parts", Share.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return ("digest of what is looked for", Question);
        yield return ("digest of the files listed", Listing);
    }
}
