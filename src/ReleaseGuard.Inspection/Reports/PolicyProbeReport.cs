using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>What planted leaks and look-alikes did to a policy: failures first for people, every probe for scripts (<c>releaseguard/policy-test/1</c>).</summary>
public static class PolicyProbeReport
{
    private const string Schema = "releaseguard/policy-test/1";

    /// <summary>Writes the failures at their lines, each component's tally, and the verdict.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="probes">Its probes.</param>
    /// <param name="listsAll">Whether probes that passed are listed too.</param>
    /// <param name="text">Where it is written.</param>
    public static void Write(EditionPolicy policy, IReadOnlyList<PolicyProbe> probes, bool listsAll, IReportText text)
    {
        foreach (var probe in probes.Where(probe => listsAll || !probe.Passed))
        {
            text.Write(probe.Passed ? "caught " : "FAILED ", probe.Passed ? ReportStyle.Good : ReportStyle.Bad);
            text.Write(VisibleText.Escape($"{probe.Pattern.Location}: "), ReportStyle.Muted);
            text.Write(VisibleText.Escape($"{probe.Component.Id}, {probe.Kind}: {probe.Outcome}"));
            text.EndLine();
        }

        foreach (var component in policy.Components)
        {
            var own = probes.Where(probe => probe.Component == component).ToList();
            var others = component.Match.Config.Count + component.Match.Tensors.Count(static tensor => tensor.Name is null);
            text.Write(VisibleText.Escape(component.Id), ReportStyle.Strong);
            text.Write($": {Amounts.Count(own.Count, "leak")} planted, {Amounts.Number(own.Count(static probe => probe.IsCaught))} caught; {Amounts.Count(own.Count, "look-alike")}, {Amounts.Number(own.Count(static probe => probe.IsSpared))} spared");
            if (own.Count == 0 && others == 0) text.Write("; it has no pattern, so nothing of it can be found", ReportStyle.Bad);
            else if (others > 0) text.Write($"; {(others == 1 ? "1 entry" : Amounts.Number(others) + " entries")} by digest, sketch or configuration path need the files themselves", ReportStyle.Muted);
            text.EndLine();
        }

        var failed = probes.Count(static probe => !probe.Passed);
        text.Write(failed == 0 ? "PASS" : "FAIL", failed == 0 ? ReportStyle.Good : ReportStyle.Bad);
        text.Write($" {Amounts.Count(probes.Count, "pattern")} probed, {Amounts.Number(failed)} failed");
        text.EndLine();
    }

    /// <summary>Writes every probe as JSON.</summary>
    /// <param name="probes">The probes.</param>
    /// <param name="output">Where it is written.</param>
    public static void WriteJson(IReadOnlyList<PolicyProbe> probes, TextWriter output)
    {
        JsonTextWriter json = new(output);
        json.BeginObject();
        json.Field("schema", Schema);
        json.Field("verdict", probes.All(static probe => probe.Passed) ? "pass" : "fail");
        json.BeginArray("probes");
        foreach (var probe in probes)
        {
            json.BeginObject(inline: true);
            json.Field("component", probe.Component.Id);
            json.Field("kind", probe.Kind);
            json.Field("pattern", probe.Pattern.Text);
            json.Field("file", probe.Pattern.Location.Path);
            json.Field("line", probe.Pattern.Location.Line);
            json.Field("column", probe.Pattern.Location.Column);
            json.Field("leak", probe.Leak);
            json.Field("caught", probe.IsCaught);
            json.Field("lookAlike", probe.LookAlike);
            json.Field("spared", probe.IsSpared);
            json.Field("outcome", probe.Outcome);
            json.End();
        }

        json.End();
        json.End();
    }
}
