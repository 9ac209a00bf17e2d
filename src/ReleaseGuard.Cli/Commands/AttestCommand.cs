using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Attestations;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard attest PATH --edition ID --key FILE</c>: audits every byte and, where that passes, signs for the verdict and for the files.</summary>
internal static class AttestCommand
{
    public const string VerdictEnding = ".svr.json";
    public const string ModelEnding = ".sig";

    public static Command Create(ToolConsole console)
    {
        RequestWords words = new(choosesContent: false);
        Option<string> key = new("--key", "-k") { Description = "The private key that signs: ECDSA P-256 in PEM. An encrypted one is opened by RELEASEGUARD_KEY_PASSWORD.", HelpName = "FILE", Required = true };
        Option<string?> output = new("--output", "-o") { Description = $"What the two files are named, before {VerdictEnding} and {ModelEnding}; the path when left out.", HelpName = "NAME" };
        ExampleCommand command = new(
            "attest",
            "Audit every byte of a release; where it passes, sign the verdict (in-toto, SVR) and the list of its files (OpenSSF model signing).",
            "releaseguard attest dist/avocado-open --edition open --key release-key.pem",
            "releaseguard attest Avocado.1.0.0.nupkg --edition open --key release-key.pem --output attestations/avocado");
        words.AddTo(command);
        command.Options.Add(key);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            string[] paths = words.Paths(parsed);
            if (paths.Length != 1)
                throw new ToolFailure("attest signs for one folder or file at a time; give one PATH.");
            string path = paths[0];
            Words.RequireExisting([path]);
            string name = parsed.GetValue(output) ?? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (Words.IsBelow(name + ModelEnding, path))
                throw new ToolFailure($"'{VisibleText.Escape(name)}' lies in '{VisibleText.Escape(path)}', so the attestations would be taken for something that ships. Write them elsewhere.");
            using ReleaseKey signing = KeyFile.Read(parsed.GetValue(key)!);
            if (!signing.CanSign)
                throw new ToolFailure($"'{VisibleText.Escape(parsed.GetValue(key)!)}' is a public key; signing needs the private one.");
            if (words.Request(console, parsed) is not InspectionRequest request)
                return ExitCodes.WrongUsage;
            return Attest(console, request, path, name, signing);
        });
        return command;
    }

    private static int Attest(ToolConsole console, InspectionRequest request, string path, string name, ReleaseKey key)
    {
        (InspectionResult Result, IReadOnlyList<AttestedFile> Files, bool HasLinks) inspected;
        using (Interruption interruption = new())
        {
            using (ProgressLine? progress = ProgressLine.For(console))
                inspected = ReleaseAttestor.Inspect(request, progress, interruption.Token);
            if (inspected.Result.Verdict != Verdict.Pass)
            {
                ResultPrinter.Print(console, inspected.Result, Words.Text, null, [path]);
                console.Error.WriteLine("releaseguard: only a pass is signed for; nothing was written.");
                return ExitCodes.Of(inspected.Result.Verdict);
            }

            Product? product = request.Product ?? (request.Policy.Products.Count == 1 ? request.Policy.Products[0] : null);
            bool isFile = File.Exists(path);
            string model = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            string verdict = ReleaseStatements.Verdict(inspected.Result, product?.Id, inspected.Files, ReleaseClock.Now());
            interruption.Token.ThrowIfCancellationRequested();
            ReportOutput.WriteFile(name + ModelEnding, writer => BundleWriter.Write(ReleaseStatements.Model(model, inspected.Files, isFile, inspected.HasLinks), key, writer));
            ReportOutput.WriteFile(name + VerdictEnding, writer => BundleWriter.Write(verdict, key, writer));
        }

        ReportOutput.WriteText(console, null, text =>
        {
            TextReport.Write(inspected.Result, text);
            foreach (string ending in new[] { VerdictEnding, ModelEnding })
            {
                text.Write("Wrote " + VisibleText.Escape(name + ending) + (ending == ModelEnding ? ": the files, for 'releaseguard verify' and 'model_signing verify'." : ": the verdict over " + Amounts.Count(inspected.Files.Count, "file") + "."), ReportStyle.Muted);
                text.EndLine();
            }
        });
        return ExitCodes.Pass;
    }
}
