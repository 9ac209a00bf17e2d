using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Editing;

/// <summary>
/// The condition that lets a part of a project into the editions that may have it, and into no other: the edition flag of project files.
/// <c>ReleaseEdition</c> names one edition, not those it includes, so every edition that may have it is named.
/// </summary>
public sealed class EditionCondition
{
    private EditionCondition(IReadOnlyList<string> editions) => Editions = editions;

    /// <summary>Ids of the editions that may have it, in the policy's order; empty when none may.</summary>
    public IReadOnlyList<string> Editions { get; }

    /// <summary>True when no edition may have it: nothing can stand on this condition, the part has to go.</summary>
    public bool IsNever => Editions.Count == 0;

    /// <summary>As MSBuild reads it: <c>'$(ReleaseEdition)' == 'enterprise'</c>; several editions are joined by <c>or</c>.</summary>
    public string Text => IsNever ? "false" : string.Join(" or ", Editions.Select(static id => $"'$(ReleaseEdition)' == '{id}'"));

    /// <summary>True in every other edition, and where no edition is chosen.</summary>
    public string Negated => IsNever ? "true" : string.Join(" and ", Editions.Select(static id => $"'$(ReleaseEdition)' != '{id}'"));

    /// <summary>The condition for something that belongs to components: it goes where all of them may go.</summary>
    /// <param name="policy">The policy, which decides.</param>
    /// <param name="components">The components it belongs to; at least one.</param>
    public static EditionCondition For(EditionPolicy policy, IReadOnlyCollection<Component> components)
    {
        if (components.Count == 0) throw new ArgumentException("Nothing is withheld, so there is no condition.", nameof(components));
        return new EditionCondition([.. policy.EditionsThatMayHave(components).Select(static edition => edition.Id)]);
    }

    /// <summary>The condition for a component.</summary>
    /// <param name="policy">The policy, which decides.</param>
    /// <param name="component">The component.</param>
    public static EditionCondition For(EditionPolicy policy, Component component) => For(policy, [component]);
}
