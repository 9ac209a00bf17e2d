using System.Collections.Generic;

namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>An edition as one file states it.</summary>
internal sealed class EditionDraft(string id, PolicyLocation key)
{
    public string Id { get; } = id;

    public PolicyLocation Key { get; } = key;

    public Located<string>? Title { get; set; }

    public Located<string>? Symbol { get; set; }

    public List<Located<string>>? Includes { get; set; }

    public Located<EditionOutputs>? Publishes { get; set; }

    public Located<UnlistedMode>? Unlisted { get; set; }
}
