using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Suppressions;
using ReleaseGuard.Editing;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>
/// Turns a suppression in source into the draft of an exception in the policy, where its owner sees it and it expires. Only one that says why,
/// and hides something; and never in <c>dotnet format</c>, which nobody looks at while it writes.
/// </summary>
internal sealed class ExceptionAction : FixAction
{
    public override string Kind => "exception";

    public override bool IsTakenOver => false;

    public override string? KeyFor(FixSession session, FixTarget target) => target.Found.Id == RuleIds.RG6011 && session.Variants.IsAttended ? Kind : null;

    public override string TitleFor(FixSession session, FixTarget target) => "Make it an exception in the policy";

    public override async Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel)
    {
        var project = session.ProjectOf(targets[0]);
        if (project?.AdditionalDocuments.FirstOrDefault(document => document.FilePath == session.Rules.File.Path) is not { } policy) return null;
        var text = await policy.GetTextAsync(cancel).ConfigureAwait(false);
        if (!JsonText.TryParse(text.ToString(), out var json, out _)) return null;
        var suppressed = await SuppressedFindings.In(project, cancel).ConfigureAwait(false);
        var path = project.FilePath is null ? null : PolicyPaths.Below(PolicyPaths.FolderOf(session.Rules.File.Path), project.FilePath);
        var drafts = new ExceptionDrafts(session.Rules, path, PolicyFiles.AsOf(project.AnalyzerOptions) ?? DateTime.Today);
        var changes = ImmutableDictionary.CreateBuilder<string, FileChange>(StringComparer.Ordinal);
        foreach (var file in targets.GroupBy(target => target.Path, StringComparer.Ordinal))
        {
            var document = project.Documents.FirstOrDefault(document => document.FilePath == file.Key);
            if (document is null || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model) return null;
            var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
            var source = await model.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false);
            var edits = ImmutableArray.CreateBuilder<TextChange>();
            foreach (var target in file)
            {
                if (SuppressionAttribute.At(root, target.Span) is not { } attribute || SuppressionAttribute.Removal(attribute, source) is not { } removal) return null;
                var justification = SuppressionAttribute.Justification(attribute, model)?.Trim() ?? "";
                var hidden = suppressed.By(file.Key, attribute.Span).ToList();
                if (hidden.Count == 0 || justification.Length < ExceptionDrafts.ShortestJustification || justification[0] == '<') return null;
                if (!hidden.All(finding => drafts.Add(finding, justification, json))) return null;
                edits.Add(removal);
            }

            changes[file.Key] = new FileChange(source, edits.ToImmutable());
        }

        var written = drafts.Write(json);
        if (!json.TryApply(written, out _, out _)) return null;
        var change = new FileChange(text, [.. written.Select(edit => new TextChange(new TextSpan(edit.Start, edit.Length), edit.NewText))]);
        changes[session.Rules.File.Path] = change;
        var draft = new FixDraft { Changes = changes.ToImmutable() };
        if (EditionRules.Of(draft.ApplyTo(session.Solution).GetProject(project.Id)!, cancel) is null) return null;
        return (await session.Variants.NewProblems(draft, session.Rules.Masks.All, cancel).ConfigureAwait(false)).Count == 0 ? draft : null;
    }
}
