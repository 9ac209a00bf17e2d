using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Differences;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>A verdict as the desk of whoever signs it off: findings with a filter, which component may be in which edition, parameters by module and edition, drift, exceptions with the days they have left, tensors, what was not read.</summary>
public static class HtmlReport
{
    /// <summary>Writes the whole page.</summary>
    public static void Write(InspectionResult result, TextWriter output)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));
        if (output is null)
            throw new ArgumentNullException(nameof(output));

        List<Finding> findings = [.. result.Findings.Where(finding => finding.Severity != RuleSeverity.Hidden)];
        StringWriter verdict = new();
        TextReport.WriteVerdict(result, new PlainReportText(verdict));
        string line = verdict.ToString().TrimEnd();
        int colon = line.IndexOf(':');
        ReleaseOverview? overview = result.Overview?.Value;
        List<DriftLine> drift = result.Drift is null ? [] : [.. ManifestText.Lines(result.Drift.Comparison)];
        List<(string Id, string Name, Action<HtmlPage> Write)> sections = [("findings", "Findings", page => WriteFindings(findings, page))];
        if (overview is { Components.Count: > 0 })
            sections.Add(("matrix", "Components and editions", page => WriteMatrix(overview, result, findings, page)));
        if (overview is { Modules.Count: > 0 })
            sections.Add(("modules", "Parameters by module and edition", page => WriteModules(overview, page)));
        if (result.Drift is not null)
            sections.Add(("drift", "Drift from the manifest", page => WriteDrift(result.Drift, drift, page)));
        if (result.Exceptions.Count > 0)
            sections.Add(("exceptions", "Exceptions", page => WriteExceptions(result.Exceptions, page)));
        if (overview is { Tensors.Count: > 0 })
            sections.Add(("tensors", "Tensors", page => WriteTensors(overview, page)));
        if (result.Skipped.Count > 0)
            sections.Add(("skipped", "Not read", page => WriteSkipped(result.Skipped, page)));

        HtmlPage html = new(output);
        html.Begin(
            "ReleaseGuard: " + line.Substring(0, colon),
            result.Verdict switch { Verdict.Pass => "pass", Verdict.Fail => "fail", _ => "open" },
            [line.Substring(colon + 2) + ".", .. result.Policy is null ? (IEnumerable<string>)[] : ["Policy " + result.Policy.Path + ", SHA-256 " + result.Policy.Sha256]],
            sections.Select(static section => (section.Id, section.Name)));
        foreach ((string id, string name, Action<HtmlPage> write) in sections)
        {
            html.BeginSection(id, name);
            write(html);
            html.EndSection();
        }

        html.End(result.Inspected.Residue?.Statement ?? "");
    }

    private static void WriteFindings(List<Finding> findings, HtmlPage page)
    {
        if (findings.Count == 0)
        {
            page.Paragraph("There are none.");
            return;
        }

        page.List(
            "finding",
            "findings",
            "severity",
            ["error", "warning", "info"],
            ["severity", "rule", "component", "where", "what"],
            findings.Select(static finding => (IReadOnlyList<string>)
            [
                FindingText.Severity(finding.Severity),
                finding.RuleId,
                finding.Component ?? "",
                (finding.Location.File ?? "") + (FindingText.PlaceInFile(finding.Location) is { Length: > 0 } place ? ", " + place : ""),
                finding.Message,
            ]),
            findings.Count,
            RuleCatalog.HelpLinkBase);
    }

    private static void WriteMatrix(ReleaseOverview overview, InspectionResult result, List<Finding> findings, HtmlPage page)
    {
        ILookup<string, Finding> byComponent = findings.Where(static finding => finding.Component is not null).ToLookup(static finding => finding.Component!, StringComparer.Ordinal);
        page.Table(
            "Components and editions",
            ["component", .. overview.Editions.Select(id => id == result.Edition ? id + " (this release)" : id), "ships here", "findings", "reason", "owner", "decision"],
            overview.Components.Select(row => (IReadOnlyList<string>)
            [
                HtmlPage.Escape(row.Component.Id) + "<br><span class=\"quiet\">" + HtmlPage.Escape(row.Component.Title) + "</span>",
                .. row.Standings.Select(static standing => standing switch
                {
                    Standing.Allowed => "<span class=\"allowed\">allowed</span>",
                    Standing.Gated => "<span class=\"gated\">gated</span>",
                    _ => "<span class=\"withheld\">withheld</span>",
                }),
                row.Files + row.Tensors == 0 ? "<span class=\"quiet\">nothing by name</span>" : HtmlPage.Escape($"{Amounts.Count(row.Files, "file")}, {Amounts.Count(row.Tensors, "tensor")}, {Amounts.Parameters(row.Parameters)} parameters"),
                Amounts.Number(byComponent[row.Component.Id].Count()),
                HtmlPage.Escape(PolicyWords.Of(row.Component.Reason) ?? ""),
                HtmlPage.Escape(row.Component.Owner ?? ""),
                HtmlPage.Escape(row.Component.Decision ?? ""),
            ]));
    }

    private static void WriteModules(ReleaseOverview overview, HtmlPage page)
    {
        long most = overview.Modules.SelectMany(static module => module.Parameters).Max() ?? 0;
        List<bool> isKnown = [.. overview.Editions.Select((_, edition) => overview.Modules.Any(module => module.Parameters[edition] is not null))];
        page.Paragraph("Of this release from its bytes, of other editions from their approved manifests.");
        page.Table(
            "Parameters by module and edition",
            ["module", .. overview.Editions],
            overview.Modules.Select(module => (IReadOnlyList<string>)
            [
                HtmlPage.Escape(module.Name),
                .. module.Parameters.Select((amount, edition) => HtmlPage.Bar(amount ?? (isKnown[edition] ? 0 : null), most)),
            ]));
    }

    private static void WriteDrift(ManifestDrift drift, List<DriftLine> lines, HtmlPage page)
    {
        if (lines.Count == 0)
        {
            page.Paragraph("What ships is what " + drift.Manifest + " approved.");
            return;
        }

        page.Paragraph("What ships beside what " + drift.Manifest + " approved.");
        page.List(
            "change",
            "changes",
            "kind",
            ["added", "removed", "changed"],
            ["kind", "what", "name", "approved", "ships"],
            lines.Select(static line => (IReadOnlyList<string>)[DifferenceReport.Word(line.Kind), line.What, line.Name, line.Before ?? "", line.After ?? ""]),
            lines.Count);
    }

    private static void WriteExceptions(IReadOnlyList<ExceptionStatus> exceptions, HtmlPage page) => page.Table(
        "Exceptions",
        ["exception", "days left", "rule", "component", "why", "ticket", "approved by"],
        exceptions.OrderBy(static status => status.DaysLeft).Select(static status => (IReadOnlyList<string>)
        [
            HtmlPage.Escape(status.Exception.Id),
            $"<span class=\"{(status.DaysLeft < 0 ? "error" : status.DaysLeft <= 14 ? "warning" : "info")}\">{HtmlPage.Escape(status.Left)}</span><br><span class=\"quiet\">{status.Exception.Expires:yyyy-MM-dd}</span>",
            HtmlPage.Escape(status.Exception.Rule),
            HtmlPage.Escape(status.Exception.Component),
            HtmlPage.Escape(status.Exception.Justification),
            HtmlPage.Escape(status.Exception.Ticket ?? ""),
            HtmlPage.Escape(status.Exception.ApprovedBy ?? ""),
        ]));

    private static void WriteTensors(ReleaseOverview overview, HtmlPage page) => page.List(
        "tensor",
        "kinds of tensors",
        "dtype",
        [.. overview.Tensors.Select(static tensor => tensor.Dtype).Distinct(StringComparer.Ordinal).OrderBy(static dtype => dtype, StringComparer.Ordinal)],
        ["dtype", "name", "shape", "tensors", "parameters"],
        overview.Tensors.Select(static tensor => (IReadOnlyList<string>)[tensor.Dtype, tensor.Name, tensor.Shape, Amounts.Number(tensor.Count), Amounts.Number(tensor.Parameters)]),
        overview.TensorKinds);

    private static void WriteSkipped(IReadOnlyList<SkippedItem> skipped, HtmlPage page)
    {
        page.Paragraph("What was not read is not passed.");
        page.Table("Not read", ["path", "why"], skipped.Take(1000).Select(static item => (IReadOnlyList<string>)[HtmlPage.Escape(item.Path), HtmlPage.Escape(item.Reason)]));
        if (skipped.Count > 1000)
            page.Paragraph($"and {Amounts.Number(skipped.Count - 1000)} more; the JSON report lists all.");
    }
}
