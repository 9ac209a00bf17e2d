using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Fixing;

/// <summary>Fixes what the inspection finds in a project, a solution, a folder of projects or what would ship; every file or none.</summary>
public static class Fixer
{
    /// <summary>Finds, edits, proves and writes.</summary>
    /// <param name="request">What is to be fixed.</param>
    /// <param name="progress">Told how far it has come; may be called from several threads.</param>
    /// <param name="ct">Stops the fix; every file is then as it was.</param>
    /// <exception cref="FixProblemException">It cannot go on; nothing was changed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; nothing was changed.</exception>
    public static async Task<FixResult> Fix(FixRequest request, IProgress<FixProgress>? progress = null, CancellationToken ct = default)
    {
        var projects = ProjectFinder.Find(request.Path);
        if (projects.Count == 0) return await Task.Run(() => new ArtifactFixer(request, progress, ct).Run(), ct).ConfigureAwait(false);
        var root = RootOf(request);
        FileTransaction.Recover(root.Path);
        return await new ProjectFixer(request, root, projects, progress, ct).Run().ConfigureAwait(false);
    }

    /// <summary>The folder of the path, or that of its policy where the path lies below it: files that a project shares with others lie there.</summary>
    private static FixRoot RootOf(FixRequest request)
    {
        var full = Path.GetFullPath(request.Path);
        var folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full)!;
        return new FixRoot(PolicyFile.FindNearest(folder) is { } policy ? Path.GetDirectoryName(policy)! : folder);
    }
}
