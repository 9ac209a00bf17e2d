using System.CommandLine;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard audit PATH… --edition ID</c>: holds what would ship against the policy and gives the verdict.</summary>
internal static class AuditCommand
{
    public static Command Create(ToolConsole console)
    {
        RequestWords words = new(choosesContent: true);
        Option<string> format = Words.ReportFormat();
        Option<string?> output = Words.Output();
        ExampleCommand command = new(
            "audit",
            "Hold folders, packages and weights against the policy: what is withheld from the edition must not be in them.",
            "releaseguard audit dist/avocado-open --edition open",
            "releaseguard audit Avocado.Packaging.1.0.0.nupkg --edition open --format sarif --output audit.sarif",
            "releaseguard audit weights/ --edition open --content full --as-of 2027-02-15");
        words.AddTo(command);
        command.Options.Add(format);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
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
}
