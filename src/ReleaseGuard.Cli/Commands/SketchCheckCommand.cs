using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard sketch check PATH… --sketch FILE</c>: looks for withheld tensors in what would ship, without a policy.</summary>
internal static class SketchCheckCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string[]> paths = Words.Paths("What would ship: folders, packages, archives or single files.");
        Option<string[]> sketches = new("--sketch", "-s") { Description = $"A sketch file ({SketchFile.Extension}); may be given more than once.", HelpName = "FILE", Required = true, Arity = ArgumentArity.OneOrMore };
        Option<string?> pinned = new("--sha256") { Description = "The SHA-256 that the only sketch file must have.", HelpName = "DIGEST" };
        Option<string> format = Words.Format(Words.Text, Words.Json, Words.Sarif, Words.Github);
        Option<string?> output = Words.Output();
        ExampleCommand command = new(
            "check",
            $"Look for withheld tensors in what would ship, whatever became of them. A secret salt is read from {SketchCommand.SaltVariable}.",
            "releaseguard sketch check dist/avocado-open --sketch sketches/cyber-head.rgsketch.json",
            "releaseguard sketch check model.gguf --sketch cyber-head.rgsketch.json --format sarif --output sketch.sarif")
        {
            paths,
            sketches,
            pinned,
            format,
            output,
        };
        command.SetAction(parsed =>
        {
            string[] given = parsed.GetValue(paths)!;
            string[] files = parsed.GetValue(sketches)!;
            Words.RequireExisting(given);
            if (parsed.GetValue(pinned) is not null && files.Length != 1)
                throw new ToolFailure("--sha256 says what one sketch file must be; give one --sketch.");

            List<SketchFile> read = [.. files.Select(file => Open(file, parsed.GetValue(pinned)))];
            InspectionResult result;
            using (Interruption interruption = new())
            using (ProgressLine? progress = ProgressLine.For(console))
                result = SketchInspector.Check([.. given.Select(path => new ShippedItem(path, given.Length == 1 ? "" : path))], read, progress, interruption.Token);
            ResultPrinter.Print(console, result, parsed.GetValue(format)!, parsed.GetValue(output), given);
            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }

    private static SketchFile Open(string path, string? pinned)
    {
        SketchFileResult result = SketchFile.Open(path, pinned, SketchCommand.SecretSalt());
        return result.File ?? throw new ToolFailure($"the sketch '{VisibleText.Escape(path)}' {result.Problem}.");
    }
}
