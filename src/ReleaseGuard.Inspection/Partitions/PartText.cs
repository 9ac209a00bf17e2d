using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using ReleaseGuard.Inspection.ContentRecords;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Inspection.Partitions;

/// <summary>
/// Writes a part as JSON. Its last field is the SHA-256 of everything before it: a part that a job did not finish, or that was changed
/// on its way, is told from a whole one.
/// </summary>
internal static class PartText
{
    /// <summary>What stands between the content and its digest.</summary>
    public const string Seal = ",\n  \"sha256\": \"";

    private const string End = "\"\n}\n";

    /// <summary>The whole text.</summary>
    public static string Write(PartFile part)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        var json = new JsonTextWriter(text);
        json.BeginObject();
        json.Field("schema", PartFile.Schema);
        json.Field("version", part.Version);
        json.Field("part", part.Share.Number);
        json.Field("of", part.Share.Count);
        json.BeginArray("paths", inline: true);
        foreach (var path in part.Words.Paths)
        {
            json.Element(path);
        }

        json.End();
        json.Field("edition", part.Words.Edition);
        json.Field("policy", part.Words.PolicyPath);
        json.Field("policySha256", part.PolicySha256);
        json.Field("product", part.Words.Product);
        json.Field("asOf", part.Words.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.Field("fullContent", part.Words.FullContent);
        json.Field("question", part.Question);
        json.Field("listing", part.Listing);
        json.BeginArray("files");
        foreach (var file in part.Files)
        {
            RecordText.Write(json, file);
        }

        json.End();
        json.End();

        // The document ends in a brace on a line of its own: the seal goes before it.
        var content = text.ToString();
        content = content.Substring(0, content.Length - "\n}\n".Length);
        return content + Seal + Digest(content) + End;
    }

    /// <summary>Whether a text ends in the digest of what stands before it.</summary>
    public static bool IsSealed(string text)
    {
        var at = text.LastIndexOf(Seal, StringComparison.Ordinal);
        return at >= 0 && text.Substring(at + Seal.Length) == Digest(text.Substring(0, at)) + End;
    }

    private static string Digest(string content)
    {
        using var sha256 = SHA256.Create();
        return Hex.Lower(sha256.ComputeHash(Encoding.UTF8.GetBytes(content)));
    }
}
