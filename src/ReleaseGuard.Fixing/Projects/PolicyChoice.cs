using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Fixing;

/// <summary>Which policy a project or a folder is held against, as the build chooses it: the one given, else the project's own word, else the nearest one. Each is read once.</summary>
/// <param name="given">The policy of the command line; null for none.</param>
/// <param name="edition">The edition that each must have.</param>
/// <param name="asOf">The date on which exceptions are judged.</param>
internal sealed class PolicyChoice(string? given, string edition, DateTime asOf)
{
    private readonly Dictionary<string, PolicyFileResult> _opened = new(StringComparer.Ordinal);

    /// <summary>The policy of a project.</summary>
    /// <exception cref="FixProblemException">There is none, or it cannot be used.</exception>
    public EditionPolicy For(EvaluatedProject project)
    {
        var folder = Path.GetDirectoryName(project.Path)!;
        var path = given is not null ? given : project.Property("ReleaseGuardPolicy") is { Length: > 0 } own ? Path.Combine(folder, own) : PolicyFile.FindNearest(folder);
        return Open(path, Path.GetFileName(project.Path)).Policy!;
    }

    /// <summary>The policy of what lies at a path.</summary>
    /// <exception cref="FixProblemException">There is none, or it cannot be used.</exception>
    public PolicyFileResult For(string path) => Open(given ?? PolicyFile.FindNearest(path), Path.GetFileName(path.TrimEnd('/', '\\')));

    private PolicyFileResult Open(string? path, string subject)
    {
        if (path is null) throw new FixProblemException($"there is no releaseguard.jsonc at or above '{subject}'. Name one with --policy FILE, or write one with 'releaseguard policy init'.");
        lock (_opened)
        {
            var full = Path.GetFullPath(path);
            if (!_opened.TryGetValue(full, out var result)) _opened.Add(full, result = PolicyFile.Open(full, asOf));
            if (result.Policy is null)
            {
                var first = result.Problems[0];
                throw new FixProblemException($"the policy '{path}' cannot be used: line {first.Location.Line}: {first.Message} See 'releaseguard policy validate {path}'.");
            }

            return result.Policy.FindEdition(edition) is not null ? result : throw new FixProblemException(
                $"the policy '{path}' has no edition '{edition}'.{(result.Policy.NearestEdition(edition) is { } near ? $" Did you mean '{near}'?" : "")} It has {Spelling.Enumerate([.. result.Policy.Editions.Select(known => known.Id)])}.");
        }
    }
}
