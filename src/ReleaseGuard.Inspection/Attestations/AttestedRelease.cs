using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Inspection.Attestations;

/// <summary>What a verified statement says of a release.</summary>
/// <param name="Files">Its files.</param>
/// <param name="Edition">The edition that its verdict is about; null where it carries none.</param>
internal sealed record AttestedRelease(IReadOnlyList<AttestedFile> Files, string? Edition)
{
    /// <summary>Reads a statement of either type; members it does not know are left alone, as in-toto asks.</summary>
    /// <exception cref="FormatException">It is of another type, contradicts itself, or names a file outside the release.</exception>
    public static AttestedRelease Of(JsonValue statement)
    {
        JsonValue predicate = SignedStatement.Member(statement, "predicate", JsonValue.ValueKind.Object);
        IReadOnlyList<JsonValue> subjects = SignedStatement.Member(statement, "subject", JsonValue.ValueKind.Array).Items;
        return SignedStatement.Text(statement, "predicateType") switch
        {
            ReleaseStatements.VerdictType => OfVerdict(subjects, predicate),
            ReleaseStatements.ModelType => OfModel(subjects, predicate),
            var other => throw new FormatException($"its predicate is of type '{VisibleText.Escape(other)}'; {ReleaseStatements.VerdictType} and {ReleaseStatements.ModelType} are understood"),
        };
    }

    private static AttestedRelease OfVerdict(IReadOnlyList<JsonValue> subjects, JsonValue predicate)
    {
        List<string> properties = [.. SignedStatement.Member(predicate, "properties", JsonValue.ValueKind.Array).Items.Select(static property => property.Text)];
        if (!properties.Contains(ReleaseStatements.PassProperty, StringComparer.Ordinal))
            throw new FormatException("it carries no verdict of ReleaseGuard that is a pass");
        string edition = SignedStatement.Text(SignedStatement.Member(predicate, "releaseguard", JsonValue.ValueKind.Object), "edition");
        return new AttestedRelease(Unique(subjects.Select(static subject => new AttestedFile(SignedStatement.Text(subject, "name"), DigestOf(subject)))), edition);
    }

    private static AttestedRelease OfModel(IReadOnlyList<JsonValue> subjects, JsonValue predicate)
    {
        if (subjects.Count != 1)
            throw new FormatException($"it has {subjects.Count} subjects where a model has one");
        JsonValue serialization = SignedStatement.Member(predicate, "serialization", JsonValue.ValueKind.Object);
        if (SignedStatement.Text(serialization, "method") != "files" || SignedStatement.Text(serialization, "hash_type") != "sha256")
            throw new FormatException("its files are not listed one by one with SHA-256, the only way that is read here");
        List<AttestedFile> files = [];
        foreach (JsonValue resource in SignedStatement.Member(predicate, "resources", JsonValue.ValueKind.Array).Items)
        {
            if (SignedStatement.Text(resource, "algorithm") != "sha256")
                throw new FormatException($"'{VisibleText.Escape(SignedStatement.Text(resource, "name"))}' is listed with another digest than SHA-256");
            files.Add(new AttestedFile(SignedStatement.Text(resource, "name"), Hexadecimal(SignedStatement.Text(resource, "digest"))));
        }

        IReadOnlyList<AttestedFile> unique = Unique(files);
        return ReleaseStatements.RootOf(files.Select(static file => file.Sha256)) == DigestOf(subjects[0])
            ? new AttestedRelease(unique, null)
            : throw new FormatException("its files do not come to the digest of the model that it names");
    }

    private static string DigestOf(JsonValue value) => Hexadecimal(SignedStatement.Text(SignedStatement.Member(value, "digest", JsonValue.ValueKind.Object), "sha256"));

    private static string Hexadecimal(string digest) =>
        digest.Length == 64 && digest.All(char.IsAsciiHexDigit) ? digest.ToLowerInvariant() : throw new FormatException("a digest in it is no SHA-256");

    private static List<AttestedFile> Unique(IEnumerable<AttestedFile> files)
    {
        Dictionary<string, AttestedFile> byPath = new(StringComparer.Ordinal);
        foreach (AttestedFile file in files)
        {
            if (!IsInside(file.Path))
                throw new FormatException($"it names '{VisibleText.Escape(file.Path)}', which lies outside the release");
            if (!byPath.TryAdd(file.Path, file))
                throw new FormatException($"it names '{VisibleText.Escape(file.Path)}' twice");
        }

        return [.. byPath.Values];
    }

    /// <summary>Whether a name stays in the folder it is listed in: a model of one file is its own folder's dot.</summary>
    private static bool IsInside(string path) =>
        path == "." || (path.Length > 0
            && path[0] != '/'
            && !path.Contains('\\', StringComparison.Ordinal)
            && !(path.Length > 1 && path[1] == ':')
            && !path.Any(char.IsControl)
            && path.Split('/').All(static segment => segment is not ("" or "." or "..")));
}
