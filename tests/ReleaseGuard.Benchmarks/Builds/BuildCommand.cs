using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ReleaseGuard.Benchmarks.Builds;

/// <summary>
/// <c>builds [ROUNDS [PROJECTS [FEED [MOMENT...]]]]</c>: what ReleaseGuard adds to <c>dotnet build</c>. The same solution with and without
/// the package, in turn and each first in every other round; clock and processor time, medians, the middle half of the runs, and the
/// median of the paired differences.
/// </summary>
internal sealed class BuildCommand(int rounds, int projects, string? feed, IReadOnlyList<string> moments)
{
    private static readonly (string Name, string What, string[] Arguments, bool Edits)[] s_moments =
    [
        ("noop", "nothing changed, `dotnet build`", ["build"], false),
        ("single", "nothing changed, `dotnet build --no-restore -m:1 -nodeReuse:false`: one process, which starts cold", ["build", "--no-restore", "-m:1", "-nodeReuse:false"], false),
        ("edit", "one file changed, `dotnet build --no-restore`", ["build", "--no-restore"], true),
        ("rebuild", "everything again, `dotnet build --no-restore --no-incremental`", ["build", "--no-restore", "--no-incremental"], false),
    ];

    internal int Run()
    {
        var root = Directory.CreateTempSubdirectory("releaseguard-builds-").FullName;
        try
        {
            var (from, version) = Package(root);
            // The two are built by nodes of their own: what a task loads stays in its own.
            var with = (Solution: new BuildSolution(Path.Combine(root, "with"), projects, from, version), Time: new ProcessTime("with-" + Path.GetFileName(root)));
            var without = (Solution: new BuildSolution(Path.Combine(root, "none"), projects, from, null), Time: new ProcessTime("none-" + Path.GetFileName(root)));
            foreach (var (solution, time) in new[] { with, without })
            {
                time.Run(solution.Folder, "restore", solution.Target, "-v", "q");
                time.Run(solution.Folder, "build", solution.Target, "-v", "q");
            }

            Console.WriteLine($"{projects} project{(projects == 1 ? "" : "s")}, {rounds} rounds, ReleaseGuard {version}, {Environment.ProcessorCount} cores, load {Load()}");
            foreach (var moment in s_moments.Where(moment => moments.Count == 0 || moments.Contains(moment.Name)))
            {
                // The first run of each fills caches.
                Measure(with.Solution, with.Time, moment.Arguments, moment.Edits);
                Measure(without.Solution, without.Time, moment.Arguments, moment.Edits);
                var runs = new List<((double Clock, double Processor) With, (double Clock, double Processor) Without)>();
                for (var round = 0; round < rounds; round++)
                {
                    var first = round % 2 == 0 ? Measure(with.Solution, with.Time, moment.Arguments, moment.Edits) : default;
                    var other = Measure(without.Solution, without.Time, moment.Arguments, moment.Edits);
                    runs.Add((round % 2 == 0 ? first : Measure(with.Solution, with.Time, moment.Arguments, moment.Edits), other));
                }

                Console.WriteLine($"\n{moment.What} (load {Load()})");
                Say("clock", runs.ConvertAll(static run => (run.With.Clock, run.Without.Clock)));
                if (OperatingSystem.IsLinux())
                    Say("processor", runs.ConvertAll(static run => (run.With.Processor, run.Without.Processor)));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static (double Clock, double Processor) Measure(BuildSolution solution, ProcessTime time, string[] arguments, bool edits)
    {
        if (edits)
            solution.Edit();
        return time.Run(solution.Folder, [arguments[0], solution.Target, .. arguments[1..], "-v", "q", "-nologo", "-tl:off"]);
    }

    private static void Say(string kind, List<(double With, double Without)> runs)
    {
        var (with, without) = (runs.ConvertAll(static run => run.With), runs.ConvertAll(static run => run.Without));
        var difference = At(runs.ConvertAll(static run => run.With - run.Without), 0.5);
        Console.WriteLine($"  {kind,-10} without {Spread(without)}   with {Spread(with)}   paired difference {difference * 1000:F0} ms ({difference / At(without, 0.5):+0.0%;-0.0%}); least to least {with.Min() / without.Min() - 1:+0.0%;-0.0%}");
    }

    private static string Spread(List<double> values) => $"{At(values, 0.5):F3} s [{At(values, 0.25):F3} to {At(values, 0.75):F3}]";

    private static double At(List<double> values, double part)
    {
        var sorted = values.Order().ToList();
        var at = part * (sorted.Count - 1);
        var low = (int)at;
        return low + 1 < sorted.Count ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    /// <summary>The package of this tree in a folder feed, packed in Release; or the newest of the feed that was named.</summary>
    private (string Feed, string Version) Package(string root)
    {
        if (feed is not null)
            return (Path.GetFullPath(feed), Path.GetFileNameWithoutExtension(new DirectoryInfo(feed).GetFiles("ReleaseGuard.*.nupkg").MaxBy(static file => file.LastWriteTimeUtc)!.Name)["ReleaseGuard.".Length..]);
        var (folder, version) = (Path.Combine(root, "feed"), $"0.0.0-bench.{DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}");
        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(repository.FullName, "ReleaseGuard.sln")))
            repository = repository.Parent ?? throw new InvalidOperationException("The benchmarks run inside the repository.");
        using var pack = Process.Start("dotnet", ["pack", Path.Combine(repository.FullName, "src", "ReleaseGuard.Package"), "-c", "Release", "-o", folder, "-p:PackageVersion=" + version, "-v", "q", "-nologo", "-nodeReuse:false"]);
        pack.WaitForExit();
        return pack.ExitCode == 0 ? (folder, version) : throw new InvalidOperationException("The package could not be packed.");
    }
}
