using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Editing;
using ReleaseGuard.Policy;

namespace ReleaseGuard.CodeFixes.References;

/// <summary>The edition's condition on the reference to an assembly, as a draft that other changes are added to.</summary>
internal static class ConditionDraft
{
    /// <summary>The draft; null where the project file is not at hand, does not have the reference, or has the condition already.</summary>
    public static async Task<FixDraft?> Of(FixSession session, Project project, string assembly, Component component, CancellationToken cancel)
    {
        if (project.FilePath is not { } path || EditionCondition.For(session.Rules.Policy, component) is not { IsNever: false } condition) return null;
        if (project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == path) is not { } file) return null;
        var text = await file.GetTextAsync(cancel).ConfigureAwait(false);
        if (WithheldReference.Find(project, assembly, text) is not { } reference) return null;
        var edits = ProjectEdits.Condition(reference.Project, reference.Element, [reference.Entry], condition);
        if (edits.Count == 0 || !reference.Project.TryApply(edits, out _, out _)) return null;
        return new FixDraft
        {
            Changes = FixDraft.Empty.Changes.Add(path, new FileChange(text, [.. edits.Select(edit => new TextChange(new TextSpan(edit.Start, edit.Length), edit.NewText))])),
            ReachesOtherFiles = true,
            Lost = new LostReference(path, assembly),
        };
    }
}
