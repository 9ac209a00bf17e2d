using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Baselines;

/// <summary>
/// The old findings of an edition that are accepted until they are mended: <c>releaseguard.baseline.&lt;edition&gt;.json</c> beside the policy,
/// written by <c>baseline create</c>. It only shrinks. What is withheld for safety is never accepted, nor what says that the policy or the reading is broken.
/// </summary>
/// <param name="Edition">Id of the edition.</param>
/// <param name="Entries">The accepted findings.</param>
public sealed record Baseline(string Edition, IReadOnlyList<BaselineEntry> Entries)
{
    private const string Schema = "releaseguard/baseline/1";

    /// <summary>Where the baseline of an edition lies.</summary>
    public static string PathFor(EditionPolicy policy, Edition edition) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? string.Empty, $"releaseguard.baseline.{edition.Id}.json");

    /// <summary>An audited path as entries name it.</summary>
    public static string ReleaseOf(EditionPolicy policy, string path)
    {
        var folder = (Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? string.Empty).Replace('\\', '/').TrimEnd('/') + "/";
        var full = Path.GetFullPath(path).Replace('\\', '/').TrimEnd('/');
        return full.StartsWith(folder, StringComparison.Ordinal) ? full.Substring(folder.Length) : full.Substring(full.LastIndexOf('/') + 1);
    }

    /// <summary>Whether a finding may be accepted: not one about the policy, a manifest or the reading itself, and nothing that is withheld for safety.</summary>
    public static bool Accepts(EditionPolicy policy, Finding finding) =>
        finding.RuleId[2] is not ('6' or '7' or '9') && !IsForSafety(policy, finding.Component);

    /// <summary>Whether a component is withheld for safety.</summary>
    internal static bool IsForSafety(EditionPolicy policy, string? component) =>
        component is not null && policy.FindComponent(component)?.Reason == WithholdingReason.Safety;

    /// <summary>The baseline of an edition; an empty one where there is none; null with the reason where it cannot be read.</summary>
    public static Baseline? Read(EditionPolicy policy, Edition edition, out string? problem)
    {
        problem = null;
        var path = PathFor(policy, edition);
        if (!File.Exists(path))
        {
            return new Baseline(edition.Id, []);
        }

        try
        {
            using var source = new FileArtifactSource(path);
            if (JsonFile.Read(source, CancellationToken.None, out var fault) is not { } root)
            {
                problem = fault?.Message ?? "cannot be read";
                return null;
            }

            return Parse(root, edition);
        }
        catch (FormatException error)
        {
            problem = "is no baseline that this version understands: " + error.Message;
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            problem = FolderWalk.Describe(error);
        }

        return null;
    }

    /// <summary>Writes the baseline, sorted, one finding a line.</summary>
    public void Write(TextWriter output)
    {
        JsonTextWriter json = new(output);
        json.BeginObject();
        json.Field("schema", Schema);
        json.Field("edition", Edition);
        json.BeginArray("findings");
        foreach (var entry in Entries.OrderBy(static entry => entry.Release, StringComparer.Ordinal).ThenBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            json.BeginObject(inline: true);
            json.Field("release", entry.Release);
            json.Field("key", entry.Key);
            json.Field("component", entry.Component);
            json.Field("content", entry.IsFullContent ? "full" : "headers");
            json.End();
        }

        json.End();
        json.End();
    }

    private static Baseline Parse(JsonValue root, Edition edition)
    {
        var schema = Text(root, "schema");
        if (schema != Schema)
        {
            throw new FormatException($"its schema is '{schema}', not '{Schema}'");
        }

        if (Text(root, "edition") is var stated && stated != edition.Id)
        {
            throw new FormatException($"it is the baseline of edition '{stated}'");
        }

        var findings = Member(root, "findings") is { Kind: JsonValue.ValueKind.Array } list ? list.Items : throw new FormatException("'findings' is missing or no array");
        return new Baseline(edition.Id, [.. findings.Select(static entry => new BaselineEntry(
            Text(entry, "release"),
            Text(entry, "key"),
            Member(entry, "component")?.Text,
            Text(entry, "content") == "full",
            entry.Line))]);
    }

    private static string Text(JsonValue value, string name) =>
        Member(value, name) is { Kind: JsonValue.ValueKind.Text } text ? text.Text : throw new FormatException($"(line {value.Line}) '{name}' is missing or no text");

    private static JsonValue? Member(JsonValue value, string name) => value.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
