namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>An exception, with the places of the parts that are checked against the rest of the policy.</summary>
internal sealed record ExceptionDraft(
    PolicyException Exception,
    PolicyLocation Id,
    PolicyLocation Rule,
    PolicyLocation Component,
    PolicyLocation? Edition,
    PolicyLocation Expires,
    PolicyLocation Where,
    bool IsTooBroad);
