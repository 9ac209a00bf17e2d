using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>What one policy file states, or several laid over one another, before references are resolved: an absent statement is null.</summary>
internal sealed class PolicyDraft(PolicyLocation root)
{
    /// <summary>Where "something is missing" is said.</summary>
    public PolicyLocation Root { get; } = root;

    public List<Located<string>> Extends { get; } = [];

    // Lists keep the order written; the dictionary beside each finds by id.
    public DraftList<EditionDraft> Editions { get; } = new();

    public DraftList<ProductDraft> Products { get; } = new();

    public DraftList<ComponentDraft> Components { get; } = new();

    public List<RuleDraft> Rules { get; } = [];

    public List<ExceptionDraft> Exceptions { get; } = [];

    public SettingsDraft Settings { get; } = new();
}
