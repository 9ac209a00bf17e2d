namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>One line of <c>rules</c>.</summary>
internal sealed record RuleDraft(Located<string> Key, Located<RuleSeverity> Severity);
