using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Attestations;

/// <summary>The two statements about a release: the verdict (Simple Verification Result v0.2), and the list of its files (OpenSSF model signing v1.0).</summary>
public static class ReleaseStatements
{
    internal const string VerdictType = "https://in-toto.io/attestation/svr/v0.2";
    internal const string ModelType = "https://model_signing/signature/v1.0";
    internal const string PassProperty = "RELEASEGUARD_VERDICT_PASS";
    internal const string EditionPrefix = "RELEASEGUARD_EDITION_";

    /// <summary>The verdict over the files: who verified, when, by which policy, and what is true of them.</summary>
    /// <param name="result">A pass.</param>
    /// <param name="product">The product's id; null where none was chosen.</param>
    /// <param name="files">Every file it is about.</param>
    /// <param name="created">When it was verified.</param>
    public static string Verdict(InspectionResult result, string? product, IReadOnlyList<AttestedFile> files, DateTime created)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));

        StringWriter text = new();
        JsonTextWriter json = new(text);
        json.BeginObject();
        json.Field("_type", SignedStatement.StatementType);
        json.BeginArray("subject");
        foreach (AttestedFile file in InOrder(files))
        {
            json.BeginObject(inline: true);
            json.Field("name", file.Path);
            WriteDigest(json, file.Sha256);
            json.End();
        }

        json.End();
        json.Field("predicateType", VerdictType);
        json.BeginObject("predicate");
        json.BeginObject("verifier");
        json.Field("id", ToolIdentity.InformationUri + "/verifier/" + ToolIdentity.Version);
        json.BeginArray("policies");
        if (result.Policy is PolicyIdentity policy)
        {
            json.BeginObject(inline: true);
            json.Field("name", Path.GetFileName(policy.Path));
            WriteDigest(json, policy.Sha256);
            json.End();
        }

        json.End();
        json.End();
        json.Field("timeCreated", created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.BeginArray("properties");
        foreach (string property in Properties(result))
            json.Element(property);
        json.End();
        WriteInspected(json, result, product);
        json.End();
        json.End();
        return text.ToString();
    }

    /// <summary>The files as a model: what 'model_signing verify' compares.</summary>
    /// <param name="name">The model's name: its folder's, or the file's.</param>
    /// <param name="files">Every file of it.</param>
    /// <param name="isSingleFile">Whether the model is one file, which then has no name inside it.</param>
    /// <param name="hasLinks">Whether a file is reached through a symbolic link.</param>
    public static string Model(string name, IReadOnlyList<AttestedFile> files, bool isSingleFile, bool hasLinks)
    {
        List<AttestedFile> ordered = [.. InOrder(files)];
        StringWriter text = new();
        JsonTextWriter json = new(text);
        json.BeginObject();
        json.Field("_type", SignedStatement.StatementType);
        json.BeginArray("subject");
        json.BeginObject(inline: true);
        json.Field("name", name);
        WriteDigest(json, RootOf(ordered.Select(static file => file.Sha256)));
        json.End();
        json.End();
        json.Field("predicateType", ModelType);
        json.BeginObject("predicate");
        json.BeginObject("serialization", inline: true);
        json.Field("method", "files");
        json.Field("hash_type", "sha256");
        json.Field("allow_symlinks", hasLinks);
        json.BeginArray("ignore_paths");
        json.End();
        json.End();
        json.BeginArray("resources");
        foreach (AttestedFile file in ordered)
        {
            json.BeginObject(inline: true);
            json.Field("name", isSingleFile ? "." : file.Path);
            json.Field("algorithm", "sha256");
            json.Field("digest", file.Sha256);
            json.End();
        }

        json.End();
        json.End();
        json.End();
        return text.ToString();
    }

    /// <summary>The digest over all files: SHA-256 over their digests' bytes, in the order in which they are listed.</summary>
    internal static string RootOf(IEnumerable<string> digests)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string digest in digests)
            hash.AppendData(Convert.FromHexString(digest));
        return Hex.Lower(hash.GetHashAndReset());
    }

    /// <summary>What may be said of the release. With an exception or a baseline in force nothing is claimed about content but the verdict itself.</summary>
    private static IEnumerable<string> Properties(InspectionResult result)
    {
        yield return PassProperty;
        yield return EditionPrefix + result.Edition.ToUpperInvariant().Replace('-', '_');
        if (result.Inspected.Excepted + result.Inspected.Baselined > 0)
        {
            yield return "RELEASEGUARD_WITH_ACCEPTED_FINDINGS";
            yield break;
        }

        yield return "RELEASEGUARD_NO_WITHHELD_FILES";
        yield return "RELEASEGUARD_NO_WITHHELD_TENSORS";
        yield return "RELEASEGUARD_NO_WITHHELD_ASSEMBLIES";
        if (result.Inspected.Residue is { Found: 0 } && result.Findings.All(static finding => !finding.RuleId.StartsWith("RG5", StringComparison.Ordinal)))
            yield return "RELEASEGUARD_NO_RESIDUE_FOUND";
        if (result.Findings.All(static finding => finding.Severity < RuleSeverity.Warning))
            yield return "RELEASEGUARD_NO_WARNINGS";
    }

    private static void WriteInspected(JsonTextWriter json, InspectionResult result, string? product)
    {
        json.BeginObject("releaseguard");
        json.Field("edition", result.Edition);
        json.Field("product", product);
        json.BeginObject("inspected", inline: true);
        json.Field("files", result.Inspected.Files);
        json.Field("bytes", result.Inspected.Bytes);
        json.Field("tensors", result.Inspected.Tensors);
        json.Field("parameters", result.Inspected.Parameters);
        json.End();
        json.Field("excepted", result.Inspected.Excepted);
        json.Field("baselined", result.Inspected.Baselined);
        json.Field("residue", result.Inspected.Residue?.Statement);
        json.End();
    }

    private static void WriteDigest(JsonTextWriter json, string sha256)
    {
        json.BeginObject("digest", inline: true);
        json.Field("sha256", sha256);
        json.End();
    }

    // By path segments, as model signing orders paths.
    private static IEnumerable<AttestedFile> InOrder(IReadOnlyList<AttestedFile> files) => files.OrderBy(static file => file.Path.Replace('/', '\0'), StringComparer.Ordinal);
}
