using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Editing;

namespace ReleaseGuard.Fixing;

/// <summary>A project file and what operations make of it. They are made from its end to its start, so that none moves what another one is about.</summary>
internal static class ProjectDraft
{
    /// <summary>The text after the operations; those that find nothing to change are returned with the reason.</summary>
    public static (string Text, IReadOnlyList<(ProjectOperation Operation, string Why)> Failed) Make(string text, IReadOnlyList<ProjectOperation> operations)
    {
        if (!ProjectText.TryParse(text, out var project, out var fault))
            return (text, [.. operations.Select(operation => (operation, $"The file is not well-formed at line {fault.Line}: {fault.Message}"))]);

        var failed = new List<(ProjectOperation, string)>();
        var done = new HashSet<(int, int)?>();
        var placed = operations.Select(operation => (Operation: operation, Offset: operation.Place is var (line, column) ? project.ElementAt(line, column)?.Start ?? -1 : -1));
        foreach (var (operation, offset) in placed.OrderByDescending(static entry => entry.Offset))
        {
            if (operation.Place is not null && offset < 0)
            {
                failed.Add((operation, "The element is not where it was found; the file has changed meanwhile."));
                continue;
            }

            var edits = operation.Edit(project!, offset < 0 ? project!.Root : project!.ElementAt(offset)!);
            // Projects that share a file may each ask for the same; whether it helped them too is proved afterwards.
            if (edits.Count == 0 && done.Contains(operation.Place)) continue;
            if (edits.Count == 0) failed.Add((operation, "The file says so already, so something else brings it in. Look at what the project imports."));
            else if (project!.TryApply(edits, out var changed, out var broken)) (project, _) = (changed, done.Add(operation.Place));
            else failed.Add((operation, $"The edit would leave no well-formed file: {broken.Message}"));
        }

        return (project!.Text, failed);
    }
}
