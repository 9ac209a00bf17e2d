using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG5006: the policy says that a component was withheld by a method that training can reverse (masked, tuned to refuse, unlearned, or its weights removed
/// from a trunk trained with them), weights ship, and no evidence bound to these weights is required of the edition. What the evidence says is for its author.
/// </summary>
internal sealed class ReversibleWithholdingRule : IInspectionRule
{
    private static readonly Dictionary<WithholdingMethod, string> Reversible = new()
    {
        [WithholdingMethod.RuntimeMasked] = "masked at run time",
        [WithholdingMethod.RefusalTuned] = "tuned to refuse",
        [WithholdingMethod.Unlearned] = "unlearned after training",
        [WithholdingMethod.WeightsRemoved] = "taken out of weights whose rest was trained with it",
    };

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.IsShipment || (context.Edition.Publishes & EditionOutputs.Weights) == 0
            || context.Required.Any(static required => required.Document.BindsTo == DocumentBinding.Weights)
            || context.Facts.Files.FirstOrDefault(static file => file.Artifact is { Tensors.Count: > 0 }) is not { } weights)
        {
            return;
        }

        foreach (var component in context.Policy.Components)
        {
            if (component.Withholding is { } withholding && Reversible.TryGetValue(withholding.Method, out var how) && context.IsWithheld(component)
                && (component.Product is null || context.Product is null || component.Product == context.Product.Id))
            {
                context.Findings.Report(
                    RuleIds.RG5006,
                    component,
                    $"{component.Title} is {how} (withholding.method), and nothing that ships shows how well that holds",
                    "Require an evaluation with \"bindsTo\": \"weights\" in the policy, and ship it.",
                    new FindingLocation(withholding.Location.Path, withholding.Location.Line, withholding.Location.Column),
                    new ExceptionSubject(File: weights.Place.Inner),
                    component.Id);
            }
        }
    }
}
