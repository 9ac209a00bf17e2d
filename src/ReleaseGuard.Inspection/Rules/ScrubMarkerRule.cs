using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG5007: text that ships in a published edition still holds a marker of a tool that strips text: it shows where something was, or that the tool was not run.</summary>
internal sealed class ScrubMarkerRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var file in context.Facts.Files)
        {
            foreach (var remark in file.Remarks)
            {
                if (remark.Kind == TextRemarkKind.ScrubMarker)
                {
                    context.Findings.Report(
                        RuleIds.RG5007,
                        $"'{file.Place.Display}' holds the scrub marker '{remark.Text}' in edition '{context.Edition.Id}': it shows where something was left out, or that nothing was. Strip the text, marker included.",
                        file.Place.ToLocation(remark.Line, remark.Column),
                        file.Place.Inner + ":" + remark.Text);
                }
            }
        }
    }
}
