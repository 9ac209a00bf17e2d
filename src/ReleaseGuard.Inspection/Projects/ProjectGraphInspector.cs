using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Projects;
using ReleaseGuard.Inspection.Rules;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection;

/// <summary>
/// Holds one project, as evaluated for its edition, against the policy before anything is compiled: RG1110, RG2001, RG2002, RG2009, RG6001,
/// each at the line of the project file that brings the thing in. Another edition's items are not in the evaluation, so they are not judged here.
/// </summary>
public static class ProjectGraphInspector
{
    /// <summary>The findings of one project, in order of place. Project files are opened only when there is a finding to locate.</summary>
    /// <param name="project">The project as evaluated.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="asOf">The date on which exceptions are judged.</param>
    public static IReadOnlyList<Finding> Inspect(ProjectGraph project, EditionPolicy policy, DateTime asOf)
    {
        var root = Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? string.Empty;
        var locator = new ProjectFileLocator(project.ProjectFile, root);
        if (string.IsNullOrWhiteSpace(project.Edition))
        {
            return project.IsPackable || project.IsPublishable ? [NoEdition(project, policy, locator)] : [];
        }

        if (policy.FindEdition(project.Edition!) is not { } edition)
        {
            return [UnknownEdition(project, policy, locator)];
        }

        var check = new Check(project, policy, edition, locator, new FindingSink(policy, edition, asOf));
        return check.Run();
    }

    private static Finding NoEdition(ProjectGraph project, EditionPolicy policy, ProjectFileLocator locator)
    {
        var ships = project.IsPackable ? "makes a package" : "can be published";
        var editions = string.Join("' or '", policy.Editions.Select(static edition => edition.Id));
        return new Finding(
            RuleIds.RG1110,
            policy.SeverityOf(RuleIds.RG1110, null),
            null,
            $"'{Path.GetFileName(project.ProjectFile)}' {ships} and says no edition, so nothing tells what it may contain. Set <ReleaseEdition> to '{editions}', or <IsPackable> and <IsPublishable> to false.",
            locator.ProjectItself("PropertyGroup"),
            $"{RuleIds.RG1110}:{locator.Relative(project.ProjectFile)}");
    }

    private static Finding UnknownEdition(ProjectGraph project, EditionPolicy policy, ProjectFileLocator locator)
    {
        var nearest = policy.NearestEdition(project.Edition!);
        var hint = nearest is null ? "The policy has '" + string.Join("', '", policy.Editions.Select(static edition => edition.Id)) + "'." : $"Did you mean '{nearest}'?";
        return new Finding(
            RuleIds.RG1109,
            policy.SeverityOf(RuleIds.RG1109, null),
            null,
            $"ReleaseEdition is '{project.Edition}', which is no edition of the policy. {hint}",
            locator.ProjectItself("ReleaseEdition"),
            $"{RuleIds.RG1109}:{locator.Relative(project.ProjectFile)}:{project.Edition}")
        {
            Suggestion = nearest is null ? null : new Suggestion(project.Edition!, nearest),
        };
    }

    private sealed class Check(ProjectGraph project, EditionPolicy policy, Edition edition, ProjectFileLocator locator, FindingSink findings)
    {
        private string Project => locator.Relative(project.ProjectFile);

        public IReadOnlyList<Finding> Run()
        {
            foreach (var reference in project.ProjectReferences)
            {
                var path = Relative(reference);
                Report(
                    RuleIds.RG2001,
                    reference,
                    Tails(path).SelectMany(policy.Matcher.MatchProject)
                        .Concat(policy.Matcher.MatchAssembly(Path.GetFileNameWithoutExtension(path))),
                    $"'{Path.GetFileName(project.ProjectFile)}' references the project '{path}'",
                    $"Put Condition=\"'$(ReleaseEdition)' == '{{0}}'\" on the reference: even unused, its assembly is copied to the output.",
                    new ExceptionSubject(Project: Project, File: path));
            }

            foreach (var reference in project.PackageReferences)
            {
                Report(
                    RuleIds.RG2002,
                    reference,
                    policy.Matcher.MatchPackage(reference.Include),
                    $"'{Path.GetFileName(project.ProjectFile)}' references the package '{reference.Include}'",
                    "Put Condition=\"'$(ReleaseEdition)' == '{0}'\" on the reference.",
                    new ExceptionSubject(Project: Project, Package: reference.Include));
            }

            foreach (var reference in project.AssemblyReferences)
            {
                // Either a simple or full assembly name, or the path of a file.
                var isFile = reference.Include.IndexOfAny(['/', '\\']) >= 0 || AssemblyNames.IsAssemblyFile(reference.Include);
                var name = isFile ? AssemblyNames.WithoutExtension(FileNameOf(reference.Include)) : reference.Include.Split(',')[0].Trim();
                Report(
                    RuleIds.RG2001,
                    reference,
                    policy.Matcher.MatchAssembly(name),
                    $"'{Path.GetFileName(project.ProjectFile)}' references the assembly '{name}'",
                    "Put Condition=\"'$(ReleaseEdition)' == '{0}'\" on the reference: even unused, the assembly is copied to the output.",
                    new ExceptionSubject(Project: Project, Assembly: name));
            }

            foreach (var item in project.Items)
            {
                var path = Relative(item);
                var paths = item.ShippedPath is { Length: > 0 } shipped ? Tails(path).Concat(Tails(shipped.Replace('\\', '/'))) : Tails(path);
                Report(
                    RuleIds.RG2009,
                    item,
                    paths.SelectMany(policy.Matcher.MatchFile),
                    $"'{path}' is a {item.ItemType} item of '{Path.GetFileName(project.ProjectFile)}'",
                    "Put Condition=\"'$(ReleaseEdition)' == '{0}'\" on the item, or exclude the file from the wildcard that takes it in.",
                    new ExceptionSubject(Project: Project, File: path));
            }

            return findings.Complete();
        }

        private void Report(string ruleId, ProjectGraphItem item, IEnumerable<PatternMatch> matches, string what, string nextStep, ExceptionSubject subject)
        {
            var reported = new HashSet<string>(StringComparer.Ordinal);
            foreach (var match in matches)
            {
                if (policy.Decide(match.Component, edition).Standing == Standing.Withheld && reported.Add(match.Component.Id))
                {
                    var origin = locator.Origin(item);
                    findings.Report(
                        ruleId,
                        match.Component,
                        what,
                        nextStep.Replace("{0}", match.Component.Editions.FirstOrDefault() ?? "none"),
                        new FindingLocation(locator.Relative(origin.File), origin.Line, origin.Column),
                        subject,
                        Project + ":" + item.ItemType + ":" + item.Include.Replace('\\', '/'),
                        item: origin);
                }
            }
        }

        private string Relative(ProjectGraphItem item) => item.FullPath is { Length: > 0 } full ? locator.Relative(full) : item.Include.Replace('\\', '/');

        private static string FileNameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

        private static IEnumerable<string> Tails(string path) => new ShippedPlace(path).Tails();
    }
}
