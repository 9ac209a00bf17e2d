using System;
using System.CommandLine;
using System.Globalization;
using ReleaseGuard.Inspection.Partitions;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli.Commands;

/// <summary>
/// Which share of the content a job reads: said as <c>3/8</c>, or taken from what Slurm or Kubernetes tells the job. A share is never guessed:
/// a scheduler's numbers that do not add up stop the job.
/// </summary>
internal static class PartitionWords
{
    private const string Auto = "auto";

    public static Option<string?> Option() => new("--partition")
    {
        Description = "Read one share of the content and write a part for 'releaseguard merge': 3/8; or 8 with the number from SLURM_ARRAY_TASK_ID (1 to 8) or JOB_COMPLETION_INDEX (0 to 7); or auto with the count too, from a whole Slurm array.",
        HelpName = "I/N|N|auto",
    };

    public static PartitionShare Read(string given)
    {
        if (given == Auto)
            return FromSlurmArray();
        if (PartitionShare.Parse(given) is { } share)
            return share;
        if (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
            throw new ToolFailure($"'{VisibleText.Escape(given)}' is no share; --partition takes I/N as 3/8, N as 8, or {Auto}.");

        if (Number("SLURM_ARRAY_TASK_ID") is int task)
            return PartitionShare.Of(task, count) ?? throw new ToolFailure($"SLURM_ARRAY_TASK_ID is {task}; with --partition {count} the array is 1-{count} ('sbatch --array=1-{count}').");
        if (Number("JOB_COMPLETION_INDEX") is int index)
            return PartitionShare.Of(index + 1, count) ?? throw new ToolFailure($"JOB_COMPLETION_INDEX is {index}; with --partition {count} the job has completions: {count}, which gives 0 to {count - 1}.");
        throw new ToolFailure($"--partition {count} takes the number of the part from SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, and neither is set. Write it as 3/{count}.");
    }

    /// <summary>The array must be without gaps: of one that was sent again for some tasks only, nobody could say how many parts there are.</summary>
    private static PartitionShare FromSlurmArray()
    {
        if (Number("SLURM_ARRAY_TASK_ID") is not int task || Number("SLURM_ARRAY_TASK_COUNT") is not int count
            || Number("SLURM_ARRAY_TASK_MIN") is not int first || Number("SLURM_ARRAY_TASK_MAX") is not int last)
            throw new ToolFailure($"--partition {Auto} needs SLURM_ARRAY_TASK_ID, _COUNT, _MIN and _MAX, which Slurm sets in a job array. Elsewhere write I/N, or N under Kubernetes.");
        return last - first + 1 == count && PartitionShare.Of(task - first + 1, count) is { } share
            ? share
            : throw new ToolFailure($"the Slurm array has {count} tasks numbered {first} to {last}: not one run without gaps. To run single parts again, write --partition I/N.");
    }

    private static int? Number(string variable)
    {
        string? text = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < PartitionShare.MaxCount
            ? number
            : throw new ToolFailure($"{variable} is '{VisibleText.Escape(text)}', which is no number of a part.");
    }
}
