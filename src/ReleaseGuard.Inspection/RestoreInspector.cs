using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Projects;
using ReleaseGuard.Inspection.Rules;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection;

/// <summary>
/// Holds what a restore reached against the policy: what is withheld behind other projects and packages, by name and by the files of the
/// packages (RG2003), with the chain and the link to cut at its line; and a restore that was made for other references than this edition
/// has (RG2008). What the project references itself is <see cref="ProjectGraphInspector"/>'s.
/// </summary>
public static class RestoreInspector
{
    /// <summary>The findings of one project for one target framework, in order of place.</summary>
    /// <param name="project">The project as evaluated.</param>
    /// <param name="restore">What was restored.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="asOf">The date on which exceptions are judged.</param>
    public static IReadOnlyList<Finding> Inspect(ProjectGraph project, RestoredProject restore, EditionPolicy policy, DateTime asOf)
    {
        if (policy.FindEdition(project.Edition ?? "") is not { } edition)
        {
            return [];
        }

        var findings = new FindingSink(policy, edition, asOf);
        var assets = RestoredAssets.Read(restore.AssetsFile, project.ProjectFile, restore.TargetFramework, restore.TargetMoniker, restore.RuntimeIdentifier, out var problem);
        if (assets is null)
        {
            findings.Report(RuleIds.RG9001, $"'{Path.GetFileName(restore.AssetsFile)}' of '{Path.GetFileName(project.ProjectFile)}' {problem}, so what the project reaches indirectly is not known. Restore the project again.", new FindingLocation(Path.GetFullPath(restore.AssetsFile)));
            return findings.Complete();
        }

        return new Check(project, assets, policy, edition, asOf, findings).Run();
    }

    private sealed class Check(ProjectGraph project, RestoredAssets assets, EditionPolicy policy, Edition edition, DateTime asOf, FindingSink findings)
    {
        private readonly string _root = Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? string.Empty;
        private readonly Dictionary<string, ProjectFileLocator> _locators = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string?> _reachedFrom = new(StringComparer.OrdinalIgnoreCase);

        public IReadOnlyList<Finding> Run()
        {
            var foreign = ReportOtherEdition();
            Walk(foreign);
            return findings.Complete();
        }

        /// <summary>References that the restore had and this edition has not, or the other way round.</summary>
        /// <returns>Ids of the first kind: what is reached only through them is another edition's.</returns>
        private HashSet<string> ReportOtherEdition()
        {
            var foreign = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var packages = new HashSet<string>(project.PackageReferences.Where(static item => item.ItemType != "PackageVersion").Select(static item => item.Include), StringComparer.OrdinalIgnoreCase);
            foreach (var package in assets.Packages.Where(package => !packages.Contains(package)))
            {
                foreign.Add(package);
                ReportRestore(new ProjectGraphItem("PackageReference", package), $"was restored with the package '{package}', which edition '{edition.Id}' does not reference", package);
            }

            var projects = new HashSet<string>(project.ProjectReferences.Select(static item => item.FullPath is { } path ? Path.GetFullPath(path) : item.Include), StringComparer.OrdinalIgnoreCase);
            foreach (var path in assets.Projects.Where(path => !projects.Contains(path)))
            {
                foreign.Add(assets.Libraries.Values.FirstOrDefault(library => string.Equals(library.ProjectFile, path, StringComparison.OrdinalIgnoreCase))?.Name ?? Path.GetFileNameWithoutExtension(path));
                ReportRestore(new ProjectGraphItem("ProjectReference", path, path), $"was restored with the project '{Path.GetFileName(path)}', which edition '{edition.Id}' does not reference", path);
            }

            // Only references in the product's own files: a package may bring references that a restore does not see.
            var restored = new HashSet<string>(assets.Packages.Concat(assets.Direct), StringComparer.OrdinalIgnoreCase);
            foreach (var item in project.PackageReferences.Where(item => item.ItemType == "PackageReference" && item.DefinedIn is { } file && IsOwn(file) && !restored.Contains(item.Include)))
            {
                ReportRestore(item, $"was restored without the package '{item.Include}', which edition '{edition.Id}' references", item.Include);
            }

            return foreign;
        }

        private void ReportRestore(ProjectGraphItem item, string what, string subject)
        {
            var origin = Own.Origin(item);
            findings.Report(
                RuleIds.RG2008,
                $"'{Path.GetFileName(project.ProjectFile)}' {what}: the restore was made for another edition, or before the project changed. Restore again with -p:ReleaseEdition={edition.Id}; a BaseIntermediateOutputPath for each edition keeps two restores.",
                new FindingLocation(Own.Relative(origin.File), origin.Line, origin.Column),
                Own.Relative(project.ProjectFile) + ":" + subject);
        }

        private ProjectFileLocator Own => LocatorOf(project.ProjectFile);

        private void Walk(HashSet<string> foreign)
        {
            var queue = new Queue<string>();
            foreach (var direct in assets.Direct.Where(direct => !foreign.Contains(direct)))
            {
                if (!_reachedFrom.ContainsKey(direct))
                {
                    _reachedFrom.Add(direct, null);
                    queue.Enqueue(direct);
                }
            }

            while (queue.Count > 0)
            {
                var name = queue.Dequeue();
                if (!assets.Libraries.TryGetValue(name, out var library))
                {
                    continue;
                }

                // What stands behind a withheld thing goes with it.
                if (ReportName(library) || ReportFiles(library))
                {
                    continue;
                }

                foreach (var dependency in library.Dependencies.Where(dependency => !_reachedFrom.ContainsKey(dependency)))
                {
                    _reachedFrom.Add(dependency, name);
                    queue.Enqueue(dependency);
                }
            }
        }

        private bool ReportName(RestoredLibrary library)
        {
            var matches = library.ProjectFile is { } file
                ? new ShippedPlace(LocatorOf(file).Relative(file)).Tails().SelectMany(policy.Matcher.MatchProject).Concat(policy.Matcher.MatchAssembly(library.Name))
                : policy.Matcher.MatchPackage(library.Name);
            var withheld = matches.Select(static match => match.Component).Where(IsWithheld).Distinct().ToList();
            foreach (var component in _reachedFrom[library.Name] is null ? [] : withheld)
            {
                Report(library, component, $"'{Path.GetFileName(project.ProjectFile)}' reaches the {Kind(library)} '{Title(library)}'", "");
            }

            return withheld.Count > 0;
        }

        /// <summary>A package is what its files are, whatever its id.</summary>
        private bool ReportFiles(RestoredLibrary library)
        {
            if (library.Folder is null || library.Files.Count == 0)
            {
                return false;
            }

            var items = library.Files.Select(file => new ShippedItem(Path.Combine(library.Folder, file), file)).Where(static item => File.Exists(item.SourcePath)).ToList();
            var held = EditionInspector.Inspect(new InspectionRequest(items, policy, edition, null, asOf, FullContent: false) { IsShipment = false, IgnoresBaseline = true }).Findings;
            var found = false;
            foreach (var group in held.Where(static finding => finding.Component is not null && finding.Severity == RuleSeverity.Error && finding.RuleId != RuleIds.RG2006).GroupBy(static finding => finding.Component!))
            {
                var first = group.First();
                var more = group.Count() == 1 ? "" : $" and {group.Count() - 1} more";
                Report(library, policy.Components.First(component => component.Id == group.Key), $"'{Path.GetFileName(project.ProjectFile)}' reaches the package '{library.Name}' {library.Version}, which holds '{first.Location.Entry ?? first.Location.File}' ({first.RuleId}{more})", library.Files[0]);
                found = true;
            }

            return found;
        }

        private void Report(RestoredLibrary library, Component component, string what, string file)
        {
            var chain = new List<string> { library.Name };
            while (_reachedFrom[chain[0]] is { } before)
            {
                chain.Insert(0, before);
            }

            // The last link that somebody here can edit: from a project to whatever comes next.
            var owner = chain.Take(chain.Count - 1).LastOrDefault(name => assets.Libraries[name].ProjectFile is not null);
            var ownerFile = owner is null ? project.ProjectFile : assets.Libraries[owner].ProjectFile!;
            var next = assets.Libraries[chain[owner is null ? 0 : chain.IndexOf(owner) + 1]];
            var origin = LinkFrom(ownerFile, next);
            var reached = string.Join(" > ", chain.Select(name => Title(assets.Libraries[name])).Prepend(Path.GetFileName(project.ProjectFile)));
            findings.Report(
                RuleIds.RG2003,
                component,
                what,
                $"The chain: {reached}. Cut it at {Path.GetFileName(ownerFile)} > {Title(next)}: put Condition=\"'$(ReleaseEdition)' == '{component.Editions.FirstOrDefault() ?? "none"}'\" on that reference.",
                new FindingLocation(Own.Relative(origin.File), origin.Line, origin.Column),
                new ExceptionSubject(Project: Own.Relative(project.ProjectFile), Package: library.ProjectFile is null ? library.Name : null, Assembly: library.Name, File: file.Length == 0 ? null : file),
                Own.Relative(project.ProjectFile) + ":" + string.Join(">", chain),
                item: ownerFile == project.ProjectFile ? origin : null);
        }

        /// <summary>Where a project brings the next link in: in its own file, or in the files for a whole folder above it.</summary>
        private ProjectItemOrigin LinkFrom(string ownerFile, RestoredLibrary next)
        {
            var item = new ProjectGraphItem(next.ProjectFile is null ? "PackageReference" : "ProjectReference", next.ProjectFile ?? next.Name, next.ProjectFile, ownerFile);
            if (ownerFile == project.ProjectFile)
            {
                item = project.ProjectReferences.Concat(project.PackageReferences).FirstOrDefault(known =>
                    known.ItemType == item.ItemType && string.Equals(known.FullPath is { } path ? Path.GetFullPath(path) : known.Include, item.FullPath ?? item.Include, StringComparison.OrdinalIgnoreCase)) ?? item;
            }

            var own = LocatorOf(ownerFile).Origin(item);
            for (var folder = Path.GetDirectoryName(ownerFile); own.Kind == ItemOriginKind.None && !string.IsNullOrEmpty(folder) && IsOwn(folder! + "/."); folder = Path.GetDirectoryName(folder))
            {
                foreach (var shared in new[] { "Directory.Build.props", "Directory.Build.targets" }.Select(name => Path.Combine(folder, name)).Where(File.Exists))
                {
                    var origin = LocatorOf(ownerFile).Origin(item with { DefinedIn = shared });
                    own = own.Kind == ItemOriginKind.None && origin.Kind != ItemOriginKind.None ? origin : own;
                }
            }

            return own;
        }

        private ProjectFileLocator LocatorOf(string file)
        {
            if (!_locators.TryGetValue(file, out var locator))
            {
                _locators.Add(file, locator = new ProjectFileLocator(file, _root));
            }

            return locator;
        }

        private bool IsOwn(string file) => Path.GetFullPath(file).StartsWith(_root.TrimEnd('/', '\\') + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
            || Path.GetFullPath(file).TrimEnd('/', '\\', '.') == _root.TrimEnd('/', '\\');

        private bool IsWithheld(Component component) => policy.Decide(component, edition).Standing == Standing.Withheld;

        private static string Kind(RestoredLibrary library) => library.ProjectFile is null ? "package" : "project";

        private static string Title(RestoredLibrary library) => library.ProjectFile is { } file ? Path.GetFileName(file) : library.Name;
    }
}
