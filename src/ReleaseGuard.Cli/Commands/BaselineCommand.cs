using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Baselines;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard baseline create|prune</c>: accepts the findings a release has today, once; from then on the list only shrinks.</summary>
internal static class BaselineCommand
{
    private static readonly string[] CiVariables = ["CI", "TF_BUILD", "GITHUB_ACTIONS"];

    public static Command Create(ToolConsole console) => new ExampleCommand(
        "baseline",
        "Accept the findings a release has today, so that new ones stand out; take out those that are mended.",
        "releaseguard baseline create dist/avocado-open --edition open",
        "releaseguard baseline prune dist/avocado-open --edition open")
    {
        CreateCreate(console),
        CreatePrune(console),
    };

    private static ExampleCommand CreateCreate(ToolConsole console)
    {
        RequestWords words = new(choosesContent: true);
        ExampleCommand command = new(
            "create",
            "Write the findings of a release into releaseguard.baseline.EDITION.json beside the policy: once, at a desk, to be reviewed. Nothing withheld for safety is accepted.",
            "releaseguard baseline create dist/avocado-open --edition open",
            "releaseguard baseline create dist/avocado-open --edition open --content full");
        words.AddTo(command);
        command.SetAction(parsed =>
        {
            if (CiVariables.FirstOrDefault(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value && !value.Equals("false", StringComparison.OrdinalIgnoreCase)) is string variable)
                throw new ToolFailure($"a baseline is made at a desk and reviewed, never in CI ({variable} is set).");
            if (Read(console, words, parsed) is not (InspectionRequest request, Baseline baseline))
                return ExitCodes.WrongUsage;
            string release = Baseline.ReleaseOf(request.Policy, words.Paths(parsed)[0]);
            if (baseline.Entries.Any(entry => entry.Release == release))
                throw new ToolFailure($"the baseline has entries for '{VisibleText.Escape(release)}', and it only shrinks. 'releaseguard baseline prune' takes out what is mended; a new finding needs an exception of the policy.");

            InspectionResult result = Inspect(console, request);
            List<Finding> accepted = [.. result.Findings.Where(finding => Baseline.Accepts(request.Policy, finding) && finding.Severity >= RuleSeverity.Warning)];
            List<Finding> refused = [.. result.Findings.Where(finding => finding.Severity == RuleSeverity.Error && !accepted.Contains(finding))];
            if (accepted.Count > 0)
            {
                IEnumerable<BaselineEntry> added = accepted.Select(finding => new BaselineEntry(release, finding.Key, finding.Component, request.FullContent));
                Save(request, baseline with { Entries = [.. baseline.Entries, .. added] });
            }

            console.Output.WriteLine(accepted.Count == 0 ? "Nothing to accept; nothing was written." : $"Accepted {Count(accepted.Count)} in '{Path.GetFileName(Baseline.PathFor(request.Policy, request.Edition))}'. Have it reviewed.");
            foreach (Finding finding in refused)
                console.Output.WriteLine(VisibleText.Escape($"not accepted {finding.RuleId}: {finding.Message}"));
            return refused.Count > 0 ? ExitCodes.Fail : result.Verdict is Verdict.Inconclusive or Verdict.NothingInspected ? ExitCodes.Of(result.Verdict) : ExitCodes.Pass;
        });
        return command;
    }

    private static ExampleCommand CreatePrune(ToolConsole console)
    {
        RequestWords words = new(choosesContent: true);
        ExampleCommand command = new(
            "prune",
            "Take out of the baseline what is not found any more, and what belongs to releases that are gone.",
            "releaseguard baseline prune dist/avocado-open --edition open");
        words.AddTo(command);
        command.SetAction(parsed =>
        {
            if (Read(console, words, parsed) is not (InspectionRequest request, Baseline baseline))
                return ExitCodes.WrongUsage;
            InspectionResult result = Inspect(console, request);
            if (result.Verdict is Verdict.Inconclusive or Verdict.NothingInspected)
            {
                console.Error.WriteLine("releaseguard: what was not read may hold what the baseline accepts; nothing was taken out.");
                return ExitCodes.Of(result.Verdict);
            }

            string folder = Path.GetDirectoryName(Path.GetFullPath(request.Policy.Path))!;
            string release = Baseline.ReleaseOf(request.Policy, words.Paths(parsed)[0]);
            HashSet<string> found = [.. result.Findings.Select(finding => finding.Key)];
            List<BaselineEntry> kept =
            [
                .. baseline.Entries.Where(entry => entry.Release == release
                    ? found.Contains(entry.Key) || (entry.IsFullContent && !request.FullContent)
                    : Path.Exists(Path.Combine(folder, entry.Release))),
            ];
            if (kept.Count < baseline.Entries.Count)
                Save(request, baseline with { Entries = kept });
            console.Output.WriteLine($"Took out {Count(baseline.Entries.Count - kept.Count)}; {kept.Count} left.");
            return ExitCodes.Pass;
        });
        return command;
    }

    private static (InspectionRequest Request, Baseline Baseline)? Read(ToolConsole console, RequestWords words, ParseResult parsed)
    {
        if (words.Request(console, parsed) is not InspectionRequest request)
            return null;
        if (words.Paths(parsed).Length != 1)
            throw new ToolFailure("a baseline is kept for one release at a time; name one path.");
        return Baseline.Read(request.Policy, request.Edition, out string? problem) is Baseline baseline
            ? (request, baseline)
            : throw new ToolFailure($"'{Path.GetFileName(Baseline.PathFor(request.Policy, request.Edition))}' {problem}. Restore it from review, or remove it.");
    }

    private static InspectionResult Inspect(ToolConsole console, InspectionRequest request)
    {
        using Interruption interruption = new();
        using ProgressLine? progress = ProgressLine.For(console);
        return EditionInspector.Inspect(request with { IgnoresBaseline = true }, progress, interruption.Token);
    }

    private static void Save(InspectionRequest request, Baseline baseline) =>
        ReportOutput.WriteFile(Baseline.PathFor(request.Policy, request.Edition), baseline.Write);

    private static string Count(int findings) => findings == 1 ? "1 finding" : $"{findings} findings";
}
