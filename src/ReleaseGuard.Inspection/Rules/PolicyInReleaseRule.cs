using System;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG6010: a policy, a baseline or a manifest ships in a published edition. They list by name what the edition must not tell of. A sketch file may be published.</summary>
internal sealed class PolicyInReleaseRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.Edition.IsGuarded)
        {
            return;
        }

        foreach (var file in context.Facts.Files)
        {
            if (KindOf(file) is { } kind)
            {
                context.Findings.Report(
                    RuleIds.RG6010,
                    $"'{file.Place.Display}' is a ReleaseGuard {kind}, and edition '{context.Edition.Id}' is published: it names what is withheld. Keep it outside of what ships.",
                    file.Place.ToLocation(),
                    file.Place.Inner);
            }
        }
    }

    private static string? KindOf(FileFacts file)
    {
        var name = file.Place.FileName.ToLowerInvariant();
        return name is "releaseguard.jsonc" or "releaseguard.json" || file.Companion == CompanionKind.Policy ? "policy"
            : (name.StartsWith("releaseguard.baseline", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)) || file.Companion == CompanionKind.Baseline ? "baseline"
            : file.Companion == CompanionKind.Manifest ? "manifest"
            : null;
    }
}
