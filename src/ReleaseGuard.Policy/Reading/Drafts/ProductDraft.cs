namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>A product as one file states it; the maps are keyed by edition id.</summary>
internal sealed class ProductDraft(string id, PolicyLocation key)
{
    public string Id { get; } = id;

    public PolicyLocation Key { get; } = key;

    public Located<string>? Title { get; set; }

    public DraftList<PerEdition<Located<string>>> Roots { get; } = new();

    public DraftList<PerEdition<LimitsDraft>> Limits { get; } = new();

    public DraftList<PerEdition<System.Collections.Generic.List<RequiredDocument>>> Requires { get; } = new();
}
