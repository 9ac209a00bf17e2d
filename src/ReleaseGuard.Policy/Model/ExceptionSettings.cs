namespace ReleaseGuard.Policy;

/// <summary>What exceptions must keep to.</summary>
/// <param name="MaxDays">Most days ahead an exception may expire; null for no bound.</param>
/// <param name="WarnDaysBefore">Days before the expiry from which it is announced (RG6008).</param>
/// <param name="RequireTicket">Whether each must name a ticket.</param>
public sealed record ExceptionSettings(int? MaxDays, int WarnDaysBefore, bool RequireTicket);
