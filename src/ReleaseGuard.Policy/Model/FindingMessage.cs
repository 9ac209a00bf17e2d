using System.Text;

namespace ReleaseGuard.Policy;

/// <summary>Words every finding the same way: what, in which edition, part of what, why withheld, whose, what to do next.</summary>
public static class FindingMessage
{
    /// <summary>
    /// <c>{what} in edition 'open': part of avocado.cyber-head (safety, owner @release-safety). {nextStep}</c>
    /// </summary>
    /// <param name="what">What was found, without a full stop.</param>
    /// <param name="component">The component it belongs to.</param>
    /// <param name="edition">The edition that must not have it.</param>
    /// <param name="nextStep">What to do, a sentence; may be empty.</param>
    public static string Compose(string what, Component component, Edition edition, string nextStep)
    {
        var text = new StringBuilder(what).Append(" in edition '").Append(edition.Id).Append("': part of ").Append(component.Id);
        var reason = PolicyWords.Of(component.Reason);
        if (reason is not null || component.Owner is not null)
        {
            text.Append(" (").Append(reason);
            if (reason is not null && component.Owner is not null) text.Append(", ");
            if (component.Owner is not null) text.Append("owner ").Append(component.Owner);
            text.Append(')');
        }

        text.Append('.');
        if (nextStep.Length > 0) text.Append(' ').Append(nextStep);
        return text.ToString();
    }
}
