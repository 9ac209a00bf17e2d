using System.CommandLine;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Partitions;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard merge PART…</c>: the verdict of an audit whose content was read by several jobs.</summary>
internal static class MergeCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string[]> parts = Words.Paths("The parts that 'releaseguard audit --partition' wrote, all of them.");
        Option<string> format = Words.ReportFormat();
        Option<string?> output = Words.Output();
        ExampleCommand command = new(
            "merge",
            "Give the verdict of an audit whose content was read in parts. The report is the one that a single run gives; a part that is lost, repeated, damaged or of another audit is never passed.",
            "releaseguard merge parts/*.json",
            "releaseguard merge parts/*.json --format sarif --output audit.sarif");
        command.Arguments.Add(parts);
        command.Options.Add(format);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            using Interruption interruption = new();
            PartSet set = PartSet.Open(parsed.GetValue(parts)!, interruption.Token);
            InspectionResult result;
            if (set.Words is not AuditWords words)
                result = set.Refusal();
            else if (RequestWords.Request(console, words) is InspectionRequest request)
                result = PartitionedInspection.Merge(request, set, interruption.Token);
            else
                return ExitCodes.WrongUsage;
            ResultPrinter.Print(console, result, parsed.GetValue(format)!, parsed.GetValue(output), set.Words?.Paths ?? []);
            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }
}
