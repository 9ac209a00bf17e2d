using System;

namespace ReleaseGuard.Policy;

/// <summary>A finding that release safety has allowed for a time; not a .NET exception.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Rule">The rule it silences.</param>
/// <param name="Component">The component the finding is about.</param>
/// <param name="Edition">The edition it holds in; null for every edition.</param>
/// <param name="Where">The places it holds at; every one stated must match.</param>
/// <param name="Justification">Why, 15 characters and more.</param>
/// <param name="Ticket">Where it was discussed.</param>
/// <param name="ApprovedBy">Who allowed it.</param>
/// <param name="Expires">The last day it holds.</param>
/// <param name="Location">The entry in the policy.</param>
public sealed record PolicyException(
    string Id,
    string Rule,
    string Component,
    string? Edition,
    ExceptionScope Where,
    string Justification,
    string? Ticket,
    string? ApprovedBy,
    DateTime Expires,
    PolicyLocation Location)
{
    /// <summary>True once the last day is over.</summary>
    public bool IsExpired(DateTime asOf) => asOf.Date > Expires.Date;
}
