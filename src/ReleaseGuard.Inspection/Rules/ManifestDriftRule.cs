using ReleaseGuard.Inspection.Manifests;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG7002 in an audit: what ships is not what its manifest approved, as far as the audit reads. Where unlisted things are denied, what was added is RG3004.</summary>
internal sealed class ManifestDriftRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (context.Drift is not { } drift)
        {
            return;
        }

        foreach (var (key, message, file, tensor, isAdded) in DriftFindings.Of(drift, context.Edition))
        {
            if (!isAdded || context.Edition.Unlisted != UnlistedMode.Deny)
            {
                context.Findings.Report(RuleIds.RG7002, message, new FindingLocation(file, Tensor: tensor), key);
            }
        }
    }
}
