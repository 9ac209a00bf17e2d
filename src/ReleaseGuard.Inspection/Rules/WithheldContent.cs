using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// What a policy withholds by sketch: the sketch files of its components, opened before anything is read. A sketch file that
/// cannot be used is a problem of the policy, so that no release passes with less looked for.
/// </summary>
internal sealed class WithheldContent
{
    private readonly List<(Component Component, TensorPattern Pattern)> _files = [];

    public WithheldContent(EditionPolicy policy, Edition edition, SketchSalt? secretSalt)
    {
        List<SketchFile> files = [];
        List<PolicyProblem> problems = [];
        List<string> digests = [];
        foreach (var component in policy.Components.Where(component => policy.Decide(component, edition).Standing == Standing.Withheld))
        {
            foreach (var pattern in component.Match.Tensors)
            {
                if (pattern.Sketch is { } sketch)
                {
                    // Written relative to the policy that names it, which may be a base of this one.
                    var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(sketch.Location.Path)) ?? string.Empty, sketch.File);
                    var read = SketchFile.Open(path, sketch.Sha256, secretSalt);
                    if (read.File is { } file)
                    {
                        files.Add(file);
                        digests.Add(read.Sha256!);
                        _files.Add((component, pattern));
                    }
                    else
                    {
                        problems.Add(new PolicyProblem(RuleIds.RG6001, RuleSeverity.Error, $"The sketch '{sketch.File}' of {component.Id} {read.Problem}. Publish it again with 'releaseguard sketch publish'.", sketch.Location));
                    }
                }
            }
        }

        Problems = problems;
        SketchDigests = digests;
        Checker = files.Count == 0 ? null : new SketchChecker(files);
    }

    /// <summary>Sketch files that cannot be used.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; }

    /// <summary>SHA-256 of each sketch file in use, in the order in which its tensors are counted.</summary>
    public IReadOnlyList<string> SketchDigests { get; }

    /// <summary>Compares content with all that is withheld by content; null when nothing is.</summary>
    public SketchChecker? Checker { get; }

    /// <summary>Withheld tensors known again in what was read, each with the component that withholds it.</summary>
    public IReadOnlyList<(FileFacts File, Component Component, SketchHit Hit)> Hits(ReleaseFacts facts, PolicyMatcher matcher)
    {
        if (Checker is null)
        {
            return [];
        }

        var homes = facts.Files.SelectMany(static file => file.Compared.Select(reading => (reading.Subject, file))).ToDictionary(static pair => pair.Subject, static pair => pair.file);
        List<(FileFacts, Component, SketchHit)> hits = [];
        foreach (var hit in Checker.Judge([.. facts.Files.SelectMany(static file => file.Compared)]))
        {
            var (component, pattern) = _files[hit.File];
            var tensor = hit.Subject.Tensor;
            if ((pattern.Name is null || matcher.MatchTensor(tensor.Name).Any(match => match.Tensor == pattern)) && WithheldTensorRule.ConditionsHold(pattern, tensor))
            {
                hits.Add((homes[hit.Subject], component, hit));
            }
        }

        return hits;
    }
}
