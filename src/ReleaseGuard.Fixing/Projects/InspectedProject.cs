using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Fixing;

/// <summary>A project held against its policy for an edition, in every framework, by the inspection that the build runs.</summary>
/// <param name="Path">Full path of the project.</param>
/// <param name="Policy">Its policy.</param>
/// <param name="Evaluations">The project for the edition, once a framework.</param>
/// <param name="Problems">What is wrong, each once.</param>
internal sealed record InspectedProject(string Path, EditionPolicy Policy, IReadOnlyList<EvaluatedProject> Evaluations, IReadOnlyList<FoundProblem> Problems)
{
    /// <summary>Evaluates and inspects. The project's own choice of an edition is held too, as a build without the property on the command line does.</summary>
    public static async Task<InspectedProject> Inspect(string path, string edition, PolicyChoice policies, DateTime asOf, CancellationToken ct)
    {
        var own = await ProjectEvaluator.Evaluate(path, ct).ConfigureAwait(false);
        var chosen = await ProjectEvaluator.Evaluate(path, edition, ct).ConfigureAwait(false);
        var policy = policies.For(own);
        var problems = new Dictionary<string, FoundProblem>(StringComparer.Ordinal);
        foreach (var project in chosen.Prepend(own))
        {
            // What the project would hold in an edition of its own choice is that edition's to fix.
            foreach (var finding in ProjectGraphInspector.Inspect(project.Graph(policy), policy, asOf).Where(finding => chosen.Contains(project) || finding.RuleId is RuleIds.RG1109 or RuleIds.RG1110))
                Add(new FoundProblem(project, policy, finding));
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(policy.Path))!;
        foreach (var finding in EditionConditionInspector.Inspect(Files(own), policy))
            Add(new FoundProblem(own, policy, finding with { Location = finding.Location with { File = System.IO.Path.GetRelativePath(folder, finding.Location.File!).Replace('\\', '/') } }));
        return new InspectedProject(path, policy, chosen, [.. problems.Values]);

        void Add(FoundProblem problem) => problems.TryAdd(problem.Finding.Key + "\n" + problem.Finding.Location, problem);
    }

    /// <summary>The project and the files of the product it imports by custom: where properties are set and conditions stand.</summary>
    public static IReadOnlyList<string> Files(EvaluatedProject project) =>
    [
        project.Path,
        .. new[] { "DirectoryBuildPropsPath", "DirectoryBuildTargetsPath", "DirectoryPackagesPropsPath" }.Select(project.Property).Where(System.IO.File.Exists),
    ];

    /// <summary>What the project holds in another edition, less what that edition must not have: no fix may change it.</summary>
    public static async Task<IReadOnlyList<string>> Holdings(string path, string edition, EditionPolicy policy, DateTime asOf, CancellationToken ct)
    {
        var holdings = new List<string>();
        foreach (var project in await ProjectEvaluator.Evaluate(path, edition, ct).ConfigureAwait(false))
        {
            var withheld = ProjectGraphInspector.Inspect(project.Graph(policy), policy, asOf).Select(finding => finding.Item?.Item).ToHashSet();
            holdings.AddRange(project.Items.Where(item => !withheld.Contains(item)).Select(item => $"{project.Framework}\n{item.ItemType}\n{item.Include}"));
        }

        holdings.Sort(StringComparer.Ordinal);
        return holdings;
    }
}
