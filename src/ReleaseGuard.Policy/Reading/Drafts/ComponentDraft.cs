using System.Collections.Generic;

namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>A component as one file states it.</summary>
internal sealed class ComponentDraft(string id, PolicyLocation key)
{
    public string Id { get; } = id;

    public PolicyLocation Key { get; } = key;

    public Located<ComponentKind>? Kind { get; set; }

    public Located<string>? Title { get; set; }

    public Located<string>? Product { get; set; }

    public List<Located<string>>? Editions { get; set; }

    public List<Located<string>>? GatedIn { get; set; }

    public Located<WithholdingReason>? Reason { get; set; }

    public Located<string>? Owner { get; set; }

    public Located<string>? Decision { get; set; }

    public Withholding? Withholding { get; set; }

    public MatchDraft? Match { get; set; }

    /// <summary>True when a property was written but could not be read, so that "missing" is not said of it.</summary>
    public bool EditionsUnreadable { get; set; }

    /// <summary>As <see cref="EditionsUnreadable"/>, for <c>match</c>.</summary>
    public bool MatchUnreadable { get; set; }
}
