using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// A verdict as SARIF 2.1.0 (OASIS, errata 01), for code scanning and for whoever keeps logs. Bytes of a binary are a binary region
/// (3.30.9), an archive's entry is a nested artifact (3.24.3), a tensor a logical location, a finding's key its fingerprint,
/// and what could not be read a notification of the tool.
/// </summary>
public static class SarifReport
{
    private const string SchemaUri = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>Writes one log with one run.</summary>
    public static void Write(InspectionResult result, TextWriter output)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));

        JsonTextWriter json = new(output);
        json.BeginObject();
        json.Field("$schema", SchemaUri);
        json.Field("version", "2.1.0");
        json.BeginArray("runs");
        WriteRun(json, result, null);
        json.End();
        json.End();
    }

    /// <summary>Writes one run by itself, for a log that is put together of several (<see cref="WriteLog"/>).</summary>
    /// <param name="result">The findings.</param>
    /// <param name="stage">What was inspected, a word: it tells the runs of one log apart.</param>
    /// <param name="output">Where to write.</param>
    public static void WriteRun(InspectionResult result, string stage, TextWriter output)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));

        WriteRun(new JsonTextWriter(output), result, stage);
    }

    /// <summary>Writes one log of runs that <see cref="WriteRun(InspectionResult, string, TextWriter)"/> wrote, in their order.</summary>
    public static void WriteLog(IEnumerable<string> runs, TextWriter output)
    {
        if (output is null)
            throw new ArgumentNullException(nameof(output));

        output.Write("{\n  \"$schema\": \"" + SchemaUri + "\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n");
        output.Write(string.Join(",\n", runs.Select(static run => run.Trim())));
        output.Write("\n  ]\n}\n");
    }

    private static void WriteRun(JsonTextWriter json, InspectionResult result, string? stage)
    {
        IReadOnlyList<RuleDescription> rules = ReportedRules(result);
        SarifArtifacts artifacts = SarifArtifacts.Of(result);
        json.BeginObject();
        WriteTool(json, rules);
        if (result.Edition.Length > 0)
        {
            json.BeginObject("automationDetails", inline: true);
            json.Field("id", "releaseguard/" + result.Edition + "/" + (stage is null ? "" : stage + "/"));
            json.End();
        }

        WriteInvocation(json, result);
        artifacts.Write(json);
        json.Field("columnKind", "utf16CodeUnits");
        json.BeginArray("results");
        Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        for (int index = 0; index < rules.Count; index++)
            indexes[rules[index].Id] = index;
        foreach (Finding finding in result.Findings)
            WriteResult(json, finding, indexes, artifacts);
        json.End();

        json.BeginObject("properties");
        json.Field("verdict", FindingText.Verdict(result.Verdict));
        if (result.Policy is not null)
            json.Field("policySha256", result.Policy.Sha256);
        json.BeginObject("inspected", inline: true);
        json.Field("files", result.Inspected.Files);
        json.Field("bytes", result.Inspected.Bytes);
        json.Field("tensors", result.Inspected.Tensors);
        json.Field("parameters", result.Inspected.Parameters);
        json.End();
        JsonReport.WriteResidue(json, result);
        json.End();
        json.End();
    }

    private static List<RuleDescription> ReportedRules(InspectionResult result)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (Finding finding in result.Findings)
            found.Add(finding.RuleId);
        List<RuleDescription> rules = [];
        foreach (RuleDescription rule in RuleCatalog.All)
            if ((rule.IsActive && (rule.Layers & RuleLayers.Tool) != 0) || found.Contains(rule.Id))
                rules.Add(rule);
        return rules;
    }

    private static void WriteTool(JsonTextWriter json, IReadOnlyList<RuleDescription> rules)
    {
        json.BeginObject("tool");
        json.BeginObject("driver");
        json.Field("name", ToolIdentity.Name);
        json.Field("semanticVersion", ToolIdentity.Version);
        json.Field("informationUri", ToolIdentity.InformationUri);
        json.BeginArray("rules");
        foreach (RuleDescription rule in rules)
        {
            json.BeginObject(inline: true);
            json.Field("id", rule.Id);
            WriteMessage(json, "shortDescription", rule.Title);
            WriteMessage(json, "fullDescription", rule.Summary);
            json.Field("helpUri", rule.HelpLink);
            json.BeginObject("defaultConfiguration");
            json.Field("level", Level(rule.Severity));
            json.End();
            json.BeginObject("properties");
            json.Field("category", rule.Category);
            json.End();
            json.End();
        }

        json.End();
        json.End();
        json.End();
    }

    private static void WriteInvocation(JsonTextWriter json, InspectionResult result)
    {
        json.BeginArray("invocations");
        json.BeginObject();
        json.Field("executionSuccessful", result.Verdict is Verdict.Pass or Verdict.Fail);
        json.BeginArray("toolExecutionNotifications");
        foreach (SkippedItem item in result.Skipped)
        {
            json.BeginObject(inline: true);
            json.Field("level", "warning");
            WriteMessage(json, "message", item.Path + " was not read: " + item.Reason);
            json.BeginArray("locations");
            json.BeginObject();
            json.BeginObject("physicalLocation");
            json.BeginObject("artifactLocation");
            json.Field("uri", SarifArtifacts.RelativeUri(item.Path));
            json.End();
            json.End();
            json.End();
            json.End();
            json.End();
        }

        json.End();
        json.End();
        json.End();
    }

    private static void WriteResult(JsonTextWriter json, Finding finding, Dictionary<string, int> indexes, SarifArtifacts artifacts)
    {
        json.BeginObject(inline: true);
        json.Field("ruleId", finding.RuleId);
        if (indexes.TryGetValue(finding.RuleId, out int ruleIndex))
            json.Field("ruleIndex", ruleIndex);
        json.Field("level", Level(finding.Severity));
        WriteMessage(json, "message", finding.Message);
        WriteLocation(json, finding, artifacts);
        json.BeginObject("partialFingerprints");
        json.Field("releaseguardKey/v1", finding.Key);
        json.End();
        if (finding.Component is not null)
        {
            json.BeginObject("properties");
            json.Field("component", finding.Component);
            json.End();
        }

        json.End();
    }

    private static void WriteLocation(JsonTextWriter json, Finding finding, SarifArtifacts artifacts)
    {
        FindingLocation location = finding.Location;
        if (location.File is null && location.Tensor is null)
            return;

        json.BeginArray("locations");
        json.BeginObject();
        if (location.File is not null)
        {
            json.BeginObject("physicalLocation");
            json.BeginObject("artifactLocation");
            json.Field("uri", location.Entry is null ? SarifArtifacts.RelativeUri(location.File) : SarifArtifacts.EntryUri(location.Entry));
            json.Field("index", artifacts.IndexOf(location.File, location.Entry));
            json.End();
            WriteRegion(json, location);
            json.End();
        }

        if (location.Tensor is not null)
        {
            json.BeginArray("logicalLocations");
            json.BeginObject();
            json.Field("name", location.Tensor.Substring(location.Tensor.LastIndexOf('.') + 1));
            json.Field("fullyQualifiedName", location.Tensor);
            json.Field("kind", "tensor");
            json.End();
            json.End();
        }

        json.End();
        json.End();
    }

    private static void WriteRegion(JsonTextWriter json, FindingLocation location)
    {
        if (location.Line is int line && line > 0)
        {
            json.BeginObject("region");
            json.Field("startLine", line);
            json.Field("startColumn", location.Column is > 0 ? location.Column : null);
            json.End();
        }
        else if (location.ByteOffset is long offset && offset >= 0)
        {
            json.BeginObject("region");
            json.Field("byteOffset", offset);
            json.Field("byteLength", location.ByteLength is >= 0 ? location.ByteLength : null);
            json.End();
        }
    }

    private static void WriteMessage(JsonTextWriter json, string name, string text)
    {
        json.BeginObject(name, inline: true);
        json.Field("text", text.Length == 0 ? " " : text);
        json.End();
    }

    private static string Level(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        RuleSeverity.Info => "note",
        _ => "none",
    };
}
