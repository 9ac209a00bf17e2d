using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Editing;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Projects;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Fixing;

/// <summary>Turns the problems of projects into edits: which element is edited and how follows from how the project brings the item in, the condition from the policy.</summary>
internal sealed class ProjectPlan
{
    private readonly FixRequest _request;
    private readonly List<ProjectOperation> _operations = [];
    private readonly List<UnfixedFinding> _unfixed = [];

    private ProjectPlan(FixRequest request) => _request = request;

    /// <summary>The edits that mend what can be mended, and the rest with its reason.</summary>
    public static (List<ProjectOperation> Operations, List<UnfixedFinding> Unfixed) Of(IReadOnlyList<InspectedProject> projects, FixRequest request)
    {
        var plan = new ProjectPlan(request);
        foreach (var project in projects) plan.Add(project);
        return (plan._operations, plan._unfixed);
    }

    private void Add(InspectedProject project)
    {
        foreach (var problem in project.Problems.Where(problem => !_request.Covers(problem.Finding.RuleId)))
            _unfixed.Add(new UnfixedFinding(problem.Finding, $"{problem.Finding.RuleId} is not among the rules to fix."));
        var covered = project.Problems.Where(problem => _request.Covers(problem.Finding.RuleId)).ToList();
        foreach (var problem in covered.Where(static problem => problem.Finding.Item is null)) AddProperty(problem);

        // Several components may claim an item: it goes where all of them may go.
        var items = covered.Where(static problem => problem.Finding.Item is not null)
            .GroupBy(static problem => problem.Finding.Item!.Item)
            .Select(static group => (Origin: group.First().Finding.Item!, Condition: ConditionOf([.. group]), Problems: group.ToList()))
            .ToList();
        foreach (var element in items.GroupBy(static item => (item.Origin.File, item.Origin.Line, item.Origin.Column, item.Origin.Kind, item.Origin.Item.ItemType, item.Condition.Text)))
            AddItems(project, [.. element]);
    }

    private void AddProperty(FoundProblem problem)
    {
        var finding = problem.Finding;
        var folder = Path.GetDirectoryName(Path.GetFullPath(problem.Policy.Path))!;
        var file = Path.GetFullPath(Path.Combine(folder, finding.Location.File ?? problem.Project.Path));
        var place = (finding.Location.Line ?? 1, finding.Location.Column ?? 1);
        if (finding.RuleId == RuleIds.RG1110)
        {
            _operations.Add(new ProjectOperation(problem.Project.Path, null, [problem], (text, _) => ProjectEdits.AddDefault(text, "ReleaseEdition", _request.Edition)));
        }
        else if (finding.RuleId == RuleIds.RG1109 && finding.Suggestion is { } suggestion)
        {
            if (IsProperty(file, place, suggestion)) AddRename(file, place, suggestion, problem);
            else if (IsCondition(file, place)) AddCondition(file, place, suggestion, problem);
            else if (PropertyIn(problem.Project, suggestion) is var (other, at)) AddRename(other, at, suggestion, problem);
            else Leave(problem, "The value is set in a file that the project imports from elsewhere, or on the command line. Correct it there.");
        }
        else
        {
            Leave(problem, finding.RuleId == RuleIds.RG1109 ? "No edition of the policy is near enough to be meant. Write the one you mean." : "This rule has no fix in a project file; its page says what to do.");
        }
    }

    private void AddRename(string file, (int, int) place, Suggestion suggestion, FoundProblem problem) =>
        _operations.Add(new ProjectOperation(file, place, [problem], (text, element) => ProjectEdits.SetText(text, element, suggestion.Nearest)));

    private void AddCondition(string file, (int, int) place, Suggestion suggestion, FoundProblem problem) =>
        _operations.Add(new ProjectOperation(file, place, [problem], (text, element) => element.Attribute("Condition") is not { } condition ? []
            : condition.Value.Contains("$(" + suggestion.Written + ")", StringComparison.OrdinalIgnoreCase)
                ? ProjectEdits.ReplaceWord(condition, "$(", suggestion.Written, ")", suggestion.Nearest)
                : ProjectEdits.ReplaceWord(condition, "'", suggestion.Written, "'", suggestion.Nearest)));

    private void AddItems(InspectedProject project, IReadOnlyList<(ProjectItemOrigin Origin, EditionCondition Condition, List<FoundProblem> Problems)> items)
    {
        var (origin, condition, _) = items[0];
        var problems = items.SelectMany(static item => item.Problems).ToList();
        var place = (origin.Line, origin.Column);
        var type = origin.Item.ItemType;
        var entries = items.Select(static item => item.Origin.Entry).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (origin.Kind == ItemOriginKind.Listed || (origin.Kind == ItemOriginKind.Wildcard && TakesNothingElse(project, items)))
        {
            // The same entry may be listed twice: which of the elements brought it in, the evaluation does not tell.
            _operations.Add(new ProjectOperation(origin.File, place, problems, (text, element) =>
            [
                .. entries.SelectMany(entry => text.ElementsListing(type, entry)).Prepend(element).Distinct().SelectMany(each => ProjectEdits.Condition(text, each, entries, condition)),
            ]));
            return;
        }

        var taken = items.Select(static item => item.Origin.Item).ToHashSet();
        var files = FileGroups.Of(
            [.. taken.Select(item => Written(project.Path, item))],
            [.. project.Evaluations.SelectMany(static evaluation => evaluation.Items).Where(item => item.ItemType == type && !taken.Contains(item)).Select(item => Written(project.Path, item))]);

        // A file that several projects import reads a path from each of their folders: what is taken out is said in the project.
        _operations.Add(origin.Kind == ItemOriginKind.None || origin.File != project.Path
            ? new ProjectOperation(project.Path, null, problems, (text, _) => ProjectEdits.Exclude(text, type, files, condition))
            : new ProjectOperation(origin.File, place, problems, (text, element) => ProjectEdits.Exclude(text, element, files, condition)));
    }

    /// <summary>Whether a wildcard of the project itself takes in nothing but what is withheld: then the wildcard stands behind the condition, with what it will take in tomorrow.</summary>
    private static bool TakesNothingElse(InspectedProject project, IReadOnlyList<(ProjectItemOrigin Origin, EditionCondition Condition, List<FoundProblem> Problems)> items)
    {
        var origin = items[0].Origin;
        if (origin.File != project.Path) return false;
        var policy = items[0].Problems[0].Policy;
        var locator = new ProjectFileLocator(project.Path, Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? "");
        var withheld = items.Select(static item => item.Origin.Item).ToHashSet();
        return project.Evaluations.SelectMany(static evaluation => evaluation.Items)
            .Where(item => item.ItemType == origin.Item.ItemType && !withheld.Contains(item))
            .Select(locator.Origin)
            .All(other => (other.Line, other.Column, other.Kind) != (origin.Line, origin.Column, ItemOriginKind.Wildcard));
    }

    private void Leave(FoundProblem problem, string why) => _unfixed.Add(new UnfixedFinding(problem.Finding, why));

    private static EditionCondition ConditionOf(IReadOnlyList<FoundProblem> problems) =>
        EditionCondition.For(problems[0].Policy, [.. problems.Select(problem => problem.Policy.FindComponent(problem.Finding.Component!)!).Distinct()]);

    private static string Written(string project, ProjectGraphItem item) =>
        item.FullPath is { } full && Path.IsPathRooted(item.Include) ? Path.GetRelativePath(Path.GetDirectoryName(project)!, full) : item.Include;

    private static bool IsProperty(string file, (int Line, int Column) place, Suggestion suggestion) =>
        Parse(file)?.ElementAt(place.Line, place.Column) is { } element && IsSet(element, Parse(file)!, suggestion);

    private static bool IsCondition(string file, (int Line, int Column) place) => Parse(file)?.AttributeAt(place.Line, place.Column)?.Name == "Condition";

    private static (string File, (int, int) Place)? PropertyIn(EvaluatedProject project, Suggestion suggestion)
    {
        foreach (var file in InspectedProject.Files(project))
        {
            if (Parse(file) is { } text && text.Elements("ReleaseEdition").FirstOrDefault(element => IsSet(element, text, suggestion)) is { } element)
                return (file, text.Lines.Place(element.Start));
        }

        return null;
    }

    private static bool IsSet(MarkupElement element, ProjectText text, Suggestion suggestion) =>
        string.Equals(element.LocalName, "ReleaseEdition", StringComparison.OrdinalIgnoreCase) && element.Children.Count == 0
        && text.Text[element.StartTagEnd..element.EndTagStart].Contains(suggestion.Written, StringComparison.Ordinal);

    private static ProjectText? Parse(string file)
    {
        try
        {
            return ProjectText.TryParse(TextFile.Read(file, file).Text, out var text, out _) ? text : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FixProblemException)
        {
            return null;
        }
    }
}
