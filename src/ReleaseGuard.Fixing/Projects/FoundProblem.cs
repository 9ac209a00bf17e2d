using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Fixing;

/// <summary>A finding in a project, with what is needed to mend it.</summary>
/// <param name="Project">The project as evaluated when it was found.</param>
/// <param name="Policy">The policy that it was held against.</param>
/// <param name="Finding">The finding.</param>
internal sealed record FoundProblem(EvaluatedProject Project, EditionPolicy Policy, Finding Finding)
{
    /// <summary>The same problem in another evaluation has the same identity.</summary>
    public string Identity => Project.Path + "\n" + Finding.Key;
}
