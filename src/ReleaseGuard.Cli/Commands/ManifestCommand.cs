using System.CommandLine;
using System.IO;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard manifest write|check</c>: what an edition ships, approved by committing the file, and whether that is still what ships.</summary>
internal static class ManifestCommand
{
    public static Command Create(ToolConsole console) => new ExampleCommand(
        "manifest",
        "Write down what an edition ships, to be approved in review; or check that what ships is what was approved.",
        "releaseguard manifest write dist/avocado-open --edition open",
        "releaseguard manifest check dist/avocado-open --edition open")
    {
        CreateWrite(console),
        CreateCheck(console),
    };

    private static ExampleCommand CreateWrite(ToolConsole console)
    {
        RequestWords words = new(choosesContent: false);
        Option<string?> output = Words.Output();
        output.Description = "Where to write it; editions/<product>.<edition>.manifest.json beside the policy when left out.";
        ExampleCommand command = new(
            "write",
            "List every file and tensor with its digest, sorted, one a line. Commit the file: a change of it is the approval.",
            "releaseguard manifest write dist/avocado-open --edition open");
        words.AddTo(command);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            if (words.Request(console, parsed) is not InspectionRequest request)
                return ExitCodes.WrongUsage;
            string path = parsed.GetValue(output) ?? PathBesidePolicy(request);
            EditionManifest manifest;
            try
            {
                using Interruption interruption = new();
                using ProgressLine? progress = ProgressLine.For(console);
                manifest = ManifestWriter.Describe(request, progress, interruption.Token);
            }
            catch (InvalidDataException error)
            {
                console.Error.WriteLine("releaseguard: " + VisibleText.Escape(error.Message) + " What was not read cannot be approved; nothing was written.");
                return ExitCodes.Inconclusive;
            }

            if (manifest.Files.Count == 0)
            {
                console.Error.WriteLine("releaseguard: nothing ships there, so there is nothing to approve; nothing was written.");
                return ExitCodes.NothingInspected;
            }

            if (parsed.GetValue(output) is null)
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            EditionManifest? before = File.Exists(path) ? ManifestFileReader.Read(path, out _) : null;
            if (Refuse(console, request, before, path))
                return ExitCodes.Fail;
            ReportOutput.WriteFile(path, writer => ManifestWriter.Write(manifest, writer));
            ReportOutput.WriteText(console, null, text => ManifestText.WriteSummary(path, before, manifest, text));
            return ExitCodes.Pass;
        });
        return command;
    }

    /// <summary>What was decided is not approved by writing it down again: a component that reaches the edition needs its decision first.</summary>
    private static bool Refuse(ToolConsole console, InspectionRequest request, EditionManifest? before, string path)
    {
        bool refuses = false;
        foreach ((Component? _, string _, string message, PolicyLocation? location) in WidenedComponents.Of(request.Policy, request.Edition, before?.Components, Path.GetFileName(path)))
        {
            console.Error.WriteLine((location is null ? "" : VisibleText.Escape(location.Path) + "(" + location.Line + "," + location.Column + "): ") + "error RG7003: " + VisibleText.Escape(message));
            refuses = true;
        }

        if (refuses)
            console.Error.WriteLine("releaseguard: nothing was written.");
        return refuses;
    }

    private static ExampleCommand CreateCheck(ToolConsole console)
    {
        RequestWords words = new(choosesContent: false);
        Option<string?> manifest = new("--manifest") { Description = "The approved manifest; editions/<product>.<edition>.manifest.json beside the policy when left out.", HelpName = "FILE" };
        Option<string> format = Words.ReportFormat();
        Option<string?> output = Words.Output();
        ExampleCommand command = new(
            "check",
            "Hold what ships, every byte and tensor, against the approved manifest.",
            "releaseguard manifest check dist/avocado-open --edition open",
            "releaseguard manifest check Avocado.1.0.0.nupkg --edition open --format github");
        words.AddTo(command);
        command.Options.Add(manifest);
        command.Options.Add(format);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            if (words.Request(console, parsed) is not InspectionRequest request)
                return ExitCodes.WrongUsage;
            if (parsed.GetValue(manifest) is null)
                _ = PathBesidePolicy(request);
            InspectionResult result;
            using (Interruption interruption = new())
            using (ProgressLine? progress = ProgressLine.For(console))
                result = ManifestChecker.Check(request, parsed.GetValue(manifest), progress, interruption.Token);
            ResultPrinter.Print(console, result, parsed.GetValue(format)!, parsed.GetValue(output), words.Paths(parsed));
            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }

    private static string PathBesidePolicy(InspectionRequest request)
    {
        EditionPolicy policy = request.Policy;
        Product? product = request.Product ?? (policy.Products.Count == 1 ? policy.Products[0] : null);
        if (product is null && policy.Products.Count > 1)
            throw new ToolFailure($"the policy '{policy.Path}' has {policy.Products.Count} products, and each has its manifest. Name one with --product ID.");
        return ManifestWriter.PathFor(policy, product, request.Edition);
    }
}
