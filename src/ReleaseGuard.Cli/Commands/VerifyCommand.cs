using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Attestations;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard verify PATH --key FILE</c>: whether what was published is what was checked (RG7004); no policy needed.</summary>
internal static class VerifyCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> path = new("PATH") { Description = "What was published: a folder, a package or a file." };
        Option<string> key = new("--key", "-k") { Description = "The public key of whoever signed: ECDSA P-256 in PEM.", HelpName = "FILE", Required = true };
        Option<string[]> attestations = new("--attestation", "-a") { Description = $"The attestations to verify; PATH{AttestCommand.VerdictEnding} and PATH{AttestCommand.ModelEnding}, those that are there, when left out.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        Option<string?> edition = new("--edition", "-e") { Description = "The edition that the verdict must be about.", HelpName = "ID" };
        Option<string> format = Words.ReportFormat();
        Option<string?> output = Words.Output();
        ExampleCommand command = new(
            "verify",
            "Hold what was published against what was checked: the signature, the verdict, and every byte of every file.",
            "releaseguard verify dist/avocado-open --key release-key.pub --edition open",
            "releaseguard verify download/ --attestation avocado-open.svr.json avocado-open.sig --key release-key.pub")
        {
            path,
            key,
            attestations,
            edition,
            format,
            output,
        };
        command.SetAction(parsed =>
        {
            string release = parsed.GetValue(path)!;
            Words.RequireExisting([release]);
            IReadOnlyList<string> files = AttestationsOf(release, parsed.GetValue(attestations) ?? []);
            using ReleaseKey verifying = KeyFile.Read(parsed.GetValue(key)!);
            InspectionResult result;
            using (Interruption interruption = new())
            using (ProgressLine? progress = ProgressLine.For(console))
                result = ReleaseVerifier.Verify(release, files, verifying, parsed.GetValue(edition), progress, interruption.Token);
            ResultPrinter.Print(console, result, parsed.GetValue(format)!, parsed.GetValue(output), [release]);
            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }

    private static IReadOnlyList<string> AttestationsOf(string release, string[] given)
    {
        if (given.Length > 0)
        {
            Words.RequireExisting(given);
            return given;
        }

        string name = Path.TrimEndingDirectorySeparator(release);
        List<string> beside = [.. new[] { name + AttestCommand.VerdictEnding, name + AttestCommand.ModelEnding }.Where(File.Exists)];
        return beside.Count > 0 ? beside : throw new ToolFailure(
            $"there is neither '{VisibleText.Escape(name + AttestCommand.VerdictEnding)}' nor '{VisibleText.Escape(name + AttestCommand.ModelEnding)}'. Name the attestations with --attestation FILE.");
    }
}
