using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>An exception of the policy that is about the edition, on the day of the inspection.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="DaysLeft">Days until its last one; 0 on it, negative once it has expired.</param>
public sealed record ExceptionStatus(PolicyException Exception, int DaysLeft)
{
    /// <summary>How long it holds, in words.</summary>
    public string Left => DaysLeft < 0 ? "expired" : DaysLeft == 0 ? "last day" : DaysLeft == 1 ? "1 day left" : Reports.Amounts.Number(DaysLeft) + " days left";
}
