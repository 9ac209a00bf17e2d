namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>The settings as one file states them.</summary>
internal sealed class SettingsDraft
{
    public DraftList<PerEdition<Located<EnforcementMode>>> Mode { get; } = new();

    public Located<long>? MaxDays { get; set; }

    public Located<long>? WarnDaysBefore { get; set; }

    public Located<bool>? RequireTicket { get; set; }

    public Located<RuleSeverity>? Unmatched { get; set; }

    public Located<RuleSeverity>? Inconclusive { get; set; }

    public Located<RuleSeverity>? Elsewhere { get; set; }
}
