using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG7003: a component may be in the edition that it was kept out of when the edition was approved, and nobody recorded a decision. A manifest that cannot be read keeps the verdict from being a pass.</summary>
internal sealed class ReachedEditionRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.IsShipment)
        {
            return;
        }

        foreach (var (name, why) in context.Manifest.Unread)
        {
            context.Findings.Report(RuleIds.RG9001, $"The manifest '{name}' was not used: {why}. Write it again with 'releaseguard manifest write'.", new FindingLocation(name), name);
        }

        foreach (var (name, manifest) in context.Manifest.Read)
        {
            foreach (var (component, id, message, location) in WidenedComponents.Of(context.Policy, context.Edition, manifest.Components, name))
            {
                context.Findings.Report(
                    RuleIds.RG7003,
                    message,
                    location is null ? new FindingLocation(name) : new FindingLocation(location.Path, location.Line, location.Column),
                    id,
                    component);
            }
        }
    }
}
