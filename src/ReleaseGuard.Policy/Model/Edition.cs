using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>One of the editions a product line ships in.</summary>
/// <param name="Id">Its id, as given to <c>ReleaseEdition</c>.</param>
/// <param name="Title">Its name for people; the id where the policy states none.</param>
/// <param name="Symbol">The preprocessor symbol its build defines.</param>
/// <param name="Includes">Ids of the editions it contains, as written: not transitive.</param>
/// <param name="Publishes">What of it leaves the house.</param>
/// <param name="Unlisted">What happens to things that neither a manifest nor a component names.</param>
/// <param name="Location">The edition's key in the policy.</param>
public sealed record Edition(
    string Id,
    string Title,
    string? Symbol,
    IReadOnlyList<string> Includes,
    EditionOutputs Publishes,
    UnlistedMode Unlisted,
    PolicyLocation Location)
{
    /// <summary>True when the edition publishes anything: every build is checked against it.</summary>
    public bool IsGuarded => Publishes != EditionOutputs.None;
}
