using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Partitions;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard audit PATH… --edition ID</c>: holds what would ship against the policy and gives the verdict; with <c>--partition</c>, reads one share of the content for a merge.</summary>
internal static class AuditCommand
{
    public static Command Create(ToolConsole console)
    {
        RequestWords words = new(choosesContent: true);
        Option<string?> partition = PartitionWords.Option();
        Option<string> format = Words.ReportFormat();
        Option<string?> output = Words.Output();
        ExampleCommand command = new(
            "audit",
            "Hold folders, packages and weights against the policy: what is withheld from the edition must not be in them.",
            "releaseguard audit dist/avocado-open --edition open",
            "releaseguard audit Avocado.Packaging.1.0.0.nupkg --edition open --format sarif --output audit.sarif",
            "releaseguard audit weights/ --edition open --content full --as-of 2027-02-15",
            "releaseguard audit weights/ --edition open --content full --partition 3/8 --output parts/3.json");
        words.AddTo(command);
        command.Options.Add(partition);
        command.Options.Add(format);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(partition) is string share)
                return WritePart(console, words.Words(parsed), PartitionWords.Read(share), parsed.GetValue(output), parsed.GetResult(format) is { Implicit: false });
            if (words.Request(console, parsed) is not InspectionRequest request)
                return ExitCodes.WrongUsage;
            InspectionResult result;
            using (Interruption interruption = new())
            using (ProgressLine? progress = ProgressLine.For(console))
                result = EditionInspector.Inspect(request, progress, interruption.Token);
            ResultPrinter.Print(console, result, parsed.GetValue(format)!, parsed.GetValue(output), words.Paths(parsed));
            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }

    private static int WritePart(ToolConsole console, AuditWords words, PartitionShare share, string? output, bool namesFormat)
    {
        if (output is null || namesFormat)
            throw new ToolFailure("a part is written to a file and has one form: give --output FILE and no --format; 'releaseguard merge' takes --format.");
        if (words.Paths.FirstOrDefault(path => Words.IsBelow(output, path)) is string root)
            throw new ToolFailure($"'{output}' lies in '{root}', so the part would be taken for something that ships. Write it elsewhere.");
        if (RequestWords.Request(console, words) is not InspectionRequest request)
            return ExitCodes.WrongUsage;

        (string Text, int Files, long Bytes)? part;
        using (Interruption interruption = new())
        using (ProgressLine? progress = ProgressLine.For(console))
            part = PartitionedInspection.Read(request, words, share, progress, interruption.Token);
        if (part is null)
            throw new ToolFailure("--partition shares out the reading of content, and this audit reads headers only. Add --content full, or leave --partition away.");
        ReportOutput.WriteFile(output, writer => writer.Write(part.Value.Text));
        console.Output.WriteLine($"Part {share}: {Amounts.Count(part.Value.Files, "file")}, {Amounts.Bytes(part.Value.Bytes)}, written to '{VisibleText.Escape(output)}'. No verdict yet: 'releaseguard merge' gives it when all {share.Count} parts are there.");
        return ExitCodes.Pass;
    }
}
