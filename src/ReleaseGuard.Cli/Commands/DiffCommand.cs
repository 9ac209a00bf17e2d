using System.CommandLine;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection.Differences;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard diff A B</c>: two editions, packages, folders or manifests side by side; no policy needed.</summary>
internal static class DiffCommand
{
    private const string Headers = "headers";
    private const string Full = "full";

    public static Command Create(ToolConsole console)
    {
        Argument<string> before = new("A") { Description = "The first release: a folder, package, model file or manifest." };
        Argument<string> after = new("B") { Description = "The second release." };
        Option<string> content = new("--content") { Description = "What is compared: headers, or full for every byte, which finds renamed tensors and changed weights.", HelpName = "headers|full", DefaultValueFactory = _ => Headers };
        content.AcceptOnlyFromAmong(Headers, Full);
        Option<string> format = Words.Format(Words.Text, Words.Json, Words.Markdown, Words.Html);
        Option<string?> output = Words.Output();
        ExampleCommand command = new(
            "diff",
            "Compare two releases: tensors, files, public API, documents, totals by module, dtype and file, and how much of the fuller one the other gives away. Differences do not change the exit code.",
            "releaseguard diff dist/avocado-full dist/avocado-open",
            "releaseguard diff Avocado.1.0.0.nupkg Avocado.1.1.0.nupkg --content full --format markdown",
            "releaseguard diff editions/avocado.open.manifest.json dist/avocado-open")
        {
            before,
            after,
            content,
            format,
            output,
        };
        command.SetAction(parsed =>
        {
            string a = parsed.GetValue(before)!;
            string b = parsed.GetValue(after)!;
            Words.RequireExisting([a, b]);
            bool full = parsed.GetValue(content) == Full;
            ReleaseDifference difference;
            using (Interruption interruption = new())
            using (ProgressLine? progress = ProgressLine.For(console))
                difference = ReleaseDiffer.Compare(
                    ReleaseSideReader.Read(a, full, progress, interruption.Token),
                    ReleaseSideReader.Read(b, full, progress, interruption.Token));

            switch (parsed.GetValue(format))
            {
                case Words.Json:
                    ReportOutput.Write(console, parsed.GetValue(output), writer => DifferenceReport.WriteJson(difference, writer));
                    break;
                case Words.Markdown:
                    ReportOutput.Write(console, parsed.GetValue(output), writer => DifferenceReport.WriteMarkdown(difference, writer));
                    break;
                case Words.Html:
                    ReportOutput.Write(console, parsed.GetValue(output), writer => HtmlDifferenceReport.Write(difference, writer));
                    break;
                default:
                    ReportOutput.WriteText(console, parsed.GetValue(output), text => DifferenceReport.WriteText(difference, text));
                    break;
            }

            return difference.Before.Skipped.Count + difference.After.Skipped.Count > 0 ? ExitCodes.Inconclusive
                : difference.Before.Files.Count + difference.After.Files.Count == 0 ? ExitCodes.NothingInspected
                : ExitCodes.Pass;
        });
        return command;
    }
}
