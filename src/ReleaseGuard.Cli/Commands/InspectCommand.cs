using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard inspect PATH…</c>: what is in model files; no policy needed.</summary>
internal static class InspectCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string[]> paths = Words.Paths("Model files, or folders and archives that hold some.");
        Option<string> format = Words.Format(Words.Text, Words.Json, Words.CycloneDx);
        Option<string?> output = Words.Output();
        ExampleCommand command = new(
            "inspect",
            "Show what is in model files: tensors, dtypes, shapes, parameters, metadata, problems. Reads headers only and needs no policy; as CycloneDX, a bill of materials of everything there, for which every byte is read.",
            "releaseguard inspect model-00001-of-00004.safetensors",
            "releaseguard inspect dist/avocado-open --format json --output tensors.json",
            "releaseguard inspect dist/avocado-open --format cyclonedx --output avocado.cdx.json")
        {
            paths,
            format,
            output,
        };
        command.SetAction(parsed => Run(console, parsed.GetValue(paths)!, parsed.GetValue(format)!, parsed.GetValue(output)));
        return command;
    }

    private static int Run(ToolConsole console, string[] paths, string format, string? output)
    {
        Words.RequireExisting(paths);
        if (format == Words.CycloneDx)
            return WriteBom(console, paths, output);
        IReadOnlyList<ModelFile> files;
        using (Interruption interruption = new())
        using (ProgressLine? progress = ProgressLine.For(console))
            files = ModelFileInspector.Inspect(paths, progress, interruption.Token);

        if (format == Words.Json)
            ReportOutput.Write(console, output, writer => ModelFileReport.WriteJson(files, writer));
        else
            ReportOutput.WriteText(console, output, text => ModelFileReport.WriteText(files, text));

        if (files.Count == 0)
            console.Error.WriteLine("releaseguard: no model file was found in " + string.Join(", ", paths) + ".");
        return ExitCodeOf(files);
    }

    private static int WriteBom(ToolConsole console, string[] paths, string? output)
    {
        ReleaseBom bom;
        using (Interruption interruption = new())
        using (ProgressLine? progress = ProgressLine.For(console))
            bom = ReleaseBom.Read(paths, progress, interruption.Token);
        ReportOutput.Write(console, output, writer => bom.Write(writer, ReleaseClock.Now()));
        return bom.Skipped.Count > 0 ? ExitCodes.Inconclusive : bom.Files == 0 ? ExitCodes.NothingInspected : ExitCodes.Pass;
    }

    private static int ExitCodeOf(IReadOnlyList<ModelFile> files)
    {
        if (files.Count == 0)
            return ExitCodes.NothingInspected;
        HashSet<ArtifactProblemKind> kinds = [.. files.SelectMany(file => file.Problems).Select(problem => problem.Kind)];
        kinds.Remove(ArtifactProblemKind.Note);
        kinds.Remove(ArtifactProblemKind.Metadata);
        bool isInconclusive = kinds.Remove(ArtifactProblemKind.Unread);
        return kinds.Count > 0 ? ExitCodes.Fail : isInconclusive ? ExitCodes.Inconclusive : ExitCodes.Pass;
    }
}
