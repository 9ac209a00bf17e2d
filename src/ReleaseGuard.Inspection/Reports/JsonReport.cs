using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// The stable machine form of a verdict, <c>releaseguard/audit/1</c>: fields keep their order and meaning, an absent one is left out.
/// Its schema is docs/schemas/audit-1.schema.json.
/// </summary>
public static class JsonReport
{
    /// <summary>Name and version of the form.</summary>
    public const string Schema = "releaseguard/audit/1";

    /// <summary>Writes the whole report.</summary>
    public static void Write(InspectionResult result, TextWriter output)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));

        JsonTextWriter json = new(output);
        json.BeginObject();
        json.Field("schema", Schema);
        json.Field("verdict", FindingText.Verdict(result.Verdict));
        json.Field("edition", result.Edition.Length == 0 ? null : result.Edition);
        if (result.Policy is not null)
        {
            json.BeginObject("policy", inline: true);
            json.Field("path", result.Policy.Path);
            json.Field("sha256", result.Policy.Sha256);
            json.End();
        }

        json.BeginArray("findings");
        foreach (Finding finding in result.Findings)
            WriteFinding(json, finding);
        json.End();

        json.BeginObject("inspected", inline: true);
        json.Field("files", result.Inspected.Files);
        json.Field("bytes", result.Inspected.Bytes);
        json.Field("tensors", result.Inspected.Tensors);
        json.Field("parameters", result.Inspected.Parameters);
        json.End();

        WriteResidue(json, result);
        WriteDrift(json, result.Drift);
        WriteExceptions(json, result.Exceptions);
        json.BeginArray("skipped");
        foreach (SkippedItem item in result.Skipped)
        {
            json.BeginObject(inline: true);
            json.Field("path", item.Path);
            json.Field("reason", item.Reason);
            json.End();
        }

        json.End();
        json.End();
    }

    /// <summary>What was looked for of residue, with the words that may be said of it.</summary>
    internal static void WriteResidue(JsonTextWriter json, InspectionResult result)
    {
        if (result.Inspected.Residue is not ResidueCheck residue)
            return;
        json.BeginObject("residue", inline: true);
        json.Field("checked", residue.Checked);
        json.Field("found", residue.Found);
        json.Field("statement", residue.Statement);
        json.End();
    }

    private static void WriteDrift(JsonTextWriter json, ManifestDrift? drift)
    {
        if (drift is null)
            return;
        json.BeginObject("drift");
        json.Field("manifest", drift.Manifest);
        json.BeginArray("changes");
        foreach (DriftLine line in ManifestText.Lines(drift.Comparison))
        {
            json.BeginObject(inline: true);
            json.Field("kind", DifferenceReport.Word(line.Kind));
            json.Field("what", line.What);
            json.Field("name", line.Name.Length == 0 ? null : line.Name);
            json.Field("before", line.Before);
            json.Field("after", line.After);
            json.End();
        }

        json.End();
        json.End();
    }

    private static void WriteExceptions(JsonTextWriter json, IReadOnlyList<ExceptionStatus> exceptions)
    {
        if (exceptions.Count == 0)
            return;
        json.BeginArray("exceptions");
        foreach (ExceptionStatus status in exceptions)
        {
            json.BeginObject(inline: true);
            json.Field("id", status.Exception.Id);
            json.Field("rule", status.Exception.Rule);
            json.Field("component", status.Exception.Component);
            json.Field("expires", status.Exception.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.Field("daysLeft", status.DaysLeft);
            json.Field("justification", status.Exception.Justification);
            json.Field("ticket", status.Exception.Ticket);
            json.Field("approvedBy", status.Exception.ApprovedBy);
            json.End();
        }

        json.End();
    }

    private static void WriteFinding(JsonTextWriter json, Finding finding)
    {
        json.BeginObject(inline: true);
        json.Field("ruleId", finding.RuleId);
        json.Field("severity", FindingText.Severity(finding.Severity));
        json.Field("component", finding.Component);
        json.Field("message", finding.Message);
        FindingLocation location = finding.Location;
        json.BeginObject("location");
        json.Field("file", location.File);
        json.Field("line", location.Line);
        json.Field("column", location.Column);
        json.Field("entry", location.Entry);
        json.Field("tensor", location.Tensor);
        json.Field("byteOffset", location.ByteOffset);
        json.Field("byteLength", location.ByteLength);
        json.End();
        json.Field("key", finding.Key);
        json.End();
    }
}
