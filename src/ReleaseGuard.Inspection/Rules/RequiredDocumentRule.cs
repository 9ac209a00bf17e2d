using System;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG4001: a document that the edition requires is missing, empty, or lacks a sentence it must contain.</summary>
internal sealed class RequiredDocumentRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var required in context.Required)
        {
            var document = required.Document;
            if (required.Files.Count == 0 && context.IsComplete)
            {
                context.Findings.Report(
                    RuleIds.RG4001,
                    $"Edition '{context.Edition.Id}' of {context.Product!.Id} must ship with '{document.File}', and it is not there. Add it to what ships.",
                    new FindingLocation(document.Location.Path, document.Location.Line, document.Location.Column),
                    document.File);
            }

            foreach (var file in required.Files)
            {
                if (file.Length == 0)
                {
                    Report(context, file, document.File, $"'{file.Place.Display}' is empty; edition '{context.Edition.Id}' requires it. Write it.", "empty");
                }
                else if (document.Contains is { } sentence && file.Document is { } text && text.Flow.IndexOf(DocumentText.Flowing([sentence]), StringComparison.Ordinal) < 0)
                {
                    Report(context, file, document.File, $"'{file.Place.Display}' lacks the sentence that edition '{context.Edition.Id}' requires, letter by letter: \"{sentence}\". Add it.", "contains");
                }
            }
        }
    }

    private static void Report(RuleContext context, Facts.FileFacts file, string required, string message, string what) =>
        context.Findings.Report(RuleIds.RG4001, message, file.Place.ToLocation(), required + ":" + what);
}
