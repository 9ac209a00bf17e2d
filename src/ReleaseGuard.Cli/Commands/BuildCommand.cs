using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.CleanBuilds;
using ReleaseGuard.Inspection.Partitions;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary>
/// <c>releaseguard build PATH --as-if ID</c>: packs the full checkout and a copy with only what the edition may contain, one after the other
/// in the same folder, and compares the packages. The checkout itself is only read.
/// </summary>
internal static class BuildCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> path = new("PATH") { Description = "The project or solution that makes the edition's packages.", HelpName = "PATH" };
        Option<string> edition = new("--as-if") { Description = "The edition to build from nothing but what it may contain.", HelpName = "ID", Required = true };
        Option<string?> policy = Words.Policy("The policy; the nearest releaseguard.jsonc or .json at or above the path when left out.");
        Option<string?> product = new("--product") { Description = "The product, for its limits and its manifest; the policy's only one when left out.", HelpName = "ID" };
        Option<string?> root = new("--root") { Description = "The checkout to copy; the policy's folder when left out.", HelpName = "DIR" };
        Option<string> configuration = new("--configuration", "-c") { Description = "The configuration to build.", HelpName = "NAME", DefaultValueFactory = _ => "Release" };
        Option<string?> output = new("--output", "-o") { Description = "A new folder for what passed: packages/, and source/ with the marker. It appears whole or not at all.", HelpName = "DIR" };
        Option<DateTime?> asOf = Words.AsOf();
        Option<string> format = Words.ReportFormat();
        ExampleCommand command = new(
            "build",
            "Build an edition as if the checkout held only what that edition may contain, and compare its packages with the full checkout's.",
            "releaseguard build Avocado.sln --as-if open",
            "releaseguard build src/Avocado/Avocado.csproj --as-if open --output dist/open")
        {
            path,
            edition,
            policy,
            product,
            root,
            configuration,
            output,
            asOf,
            format,
        };
        command.SetAction(parsed =>
        {
            string subject = parsed.GetValue(path)!;
            Words.RequireExisting([subject]);
            RequireNew(parsed.GetValue(output));
            AuditWords audit = new([subject], parsed.GetValue(policy) ?? Nearest(subject), parsed.GetValue(edition)!, parsed.GetValue(product), parsed.GetValue(asOf) ?? DateTime.UtcNow.Date, FullContent: false);
            if (RequestWords.Request(console, audit) is not InspectionRequest request)
                return ExitCodes.WrongUsage;
            string checkout = Path.GetFullPath(parsed.GetValue(root) ?? Path.GetDirectoryName(Path.GetFullPath(audit.PolicyPath))!);
            string target = Path.GetRelativePath(checkout, Path.GetFullPath(subject)).Replace('\\', '/');
            if (target.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(target))
                throw new ToolFailure($"'{VisibleText.Escape(subject)}' is not below '{VisibleText.Escape(checkout)}', which is what would be copied. Name the checkout with --root DIR.");

            InspectionResult result;
            using (Interruption interruption = new())
                result = new Work(console, request, audit, checkout, target, parsed.GetValue(configuration)!).Run(parsed.GetValue(output), interruption.Token);
            ResultPrinter.Print(console, result, parsed.GetValue(format)!, null, [checkout]);
            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }

    private static string Nearest(string path) => PolicyFile.FindNearest(path)
        ?? throw new ToolFailure($"there is no releaseguard.jsonc at or above '{VisibleText.Escape(path)}'. Name one with --policy FILE, or write one with 'releaseguard policy init'.");

    private static void RequireNew(string? output)
    {
        if (output is null)
            return;
        if (File.Exists(output) || (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any()))
            throw new ToolFailure($"'{VisibleText.Escape(output)}' is there already; --output names a new folder, so that nothing of an older build stays in it.");
        if (Path.GetDirectoryName(Path.GetFullPath(output)) is not string parent || !Directory.Exists(parent))
            throw new ToolFailure($"'{VisibleText.Escape(output)}' cannot be made: there is no folder to make it in.");
    }

    private sealed class Work(ToolConsole console, InspectionRequest request, AuditWords audit, string root, string target, string configuration)
    {
        public InspectionResult Run(string? output, CancellationToken ct)
        {
            EditionCopy copy = EditionCopy.Plan(root, request.Policy, request.Edition);
            if (copy.LeftOut.FirstOrDefault(file => file.Path == target) is LeftOutFile withheld)
                throw new ToolFailure($"'{VisibleText.Escape(target)}' is not in edition '{request.Edition.Id}' at all ({withheld.Why}).");
            Say($"{Amounts.Count(copy.Files.Count, "file")} of the checkout, {copy.LeftOut.Count.ToString("N0", CultureInfo.InvariantCulture)} left out");
            foreach (string link in copy.Links)
                Say($"'{VisibleText.Escape(link)}' is a link to a folder and is not copied");

            // Outside the checkout: its policy must not be found from the copy.
            string work = Directory.CreateTempSubdirectory("releaseguard-as-if-").FullName;
            try
            {
                string checkout = Path.Combine(work, "checkout");
                string full = Path.Combine(work, "full");
                string clean = Path.Combine(work, "clean");
                Say("packing the full checkout");
                copy.Write(copy.Everything, checkout);
                List<string> properties = [$"-p:ReleaseEdition={request.Edition.Id}", "-p:EnableSourceControlManagerQueries=false", $"-p:ReleaseGuardAsOf={audit.AsOf:yyyy-MM-dd}"];
                bool isInside = Path.GetFullPath(audit.PolicyPath).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
                if (SdkRun.Run(checkout, ["pack", target, "-c", configuration, "-o", full, .. properties, .. isInside ? Array.Empty<string>() : [$"-p:ReleaseGuardPolicy={Path.GetFullPath(audit.PolicyPath)}"]], ct) is { } broken)
                    return CleanBuildInspector.JudgeBaseFailure(request, broken);
                if (!Directory.Exists(full) || Directory.GetFiles(full, "*.nupkg").Length == 0)
                    throw new ToolFailure($"'{VisibleText.Escape(target)}' makes no package, so there is nothing to compare. Name a project or solution that 'dotnet pack' packs.");

                // In the same place, so that no path tells the two builds apart.
                Directory.Delete(checkout, recursive: true);
                Say("building and packing what the edition may contain");
                copy.Write(copy.Files, checkout);
                File.WriteAllText(Path.Combine(checkout, EditionMarker.FileName), EditionMarker.TextOf(request.Policy, request.PolicyIdentity?.Sha256 ?? "", request.Edition, request.Product));
                if ((SdkRun.Run(checkout, ["build", target, "-c", configuration, .. properties], ct) ?? SdkRun.Run(checkout, ["pack", target, "-c", configuration, "--no-build", "-o", clean, .. properties], ct)) is { } failed)
                    return CleanBuildInspector.JudgeFailure(request, failed);

                InspectionResult result = CleanBuildInspector.Judge(request, copy, full, clean, out int identical);
                Say($"{Amounts.Count(Directory.GetFiles(clean).Length, "package")}, {identical.ToString(CultureInfo.InvariantCulture)} of them the same byte for byte");
                if (output is not null && result.Verdict == Verdict.Pass)
                    Keep(copy, checkout, clean, Path.GetFullPath(output), ct);
                return result;
            }
            finally
            {
                Directory.Delete(work, recursive: true);
            }
        }

        /// <summary>Copies beside the folder and renames: it holds a whole passed edition or does not exist.</summary>
        private void Keep(EditionCopy copy, string checkout, string clean, string output, CancellationToken ct)
        {
            string beside = output + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
            try
            {
                copy.Write(copy.Files, Path.Combine(beside, "source"));
                File.Copy(Path.Combine(checkout, EditionMarker.FileName), Path.Combine(beside, "source", EditionMarker.FileName));
                Directory.CreateDirectory(Path.Combine(beside, "packages"));
                foreach (string package in Directory.GetFiles(clean))
                {
                    ct.ThrowIfCancellationRequested();
                    File.Copy(package, Path.Combine(beside, "packages", Path.GetFileName(package)));
                }

                if (Directory.Exists(output))
                    Directory.Delete(output);
                Directory.Move(beside, output);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ToolFailure($"'{VisibleText.Escape(output)}' could not be written: {(error is UnauthorizedAccessException ? "permission denied" : "the disk or the file system refused")}. Nothing of it was kept.");
            }
            finally
            {
                if (Directory.Exists(beside))
                    Directory.Delete(beside, recursive: true);
            }
        }

        private void Say(string what) => console.Error.WriteLine($"releaseguard build: {what}");
    }
}
