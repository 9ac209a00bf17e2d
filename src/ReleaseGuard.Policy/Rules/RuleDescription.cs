using System;

namespace ReleaseGuard.Policy.Rules;

/// <summary>What a rule is, apart from how it is found: the same words in the editor, the build, the tool and the documentation.</summary>
public sealed class RuleDescription
{
    internal RuleDescription(string id, string title, RuleSeverity severity, RuleLayers layers, string summary, bool isActive)
    {
        Id = id;
        Title = title;
        Severity = severity;
        Layers = layers;
        Summary = summary;
        IsActive = isActive;
    }

    /// <summary>The id, final once released: <c>RG1001</c>.</summary>
    public string Id { get; }

    /// <summary>The title, one line without a full stop.</summary>
    public string Title { get; }

    /// <summary>The severity where the policy says nothing else. The floor of a guarded edition is applied by the policy.</summary>
    public RuleSeverity Severity { get; }

    /// <summary>Where the rule is reported.</summary>
    public RuleLayers Layers { get; }

    /// <summary>What triggers the rule, in one sentence.</summary>
    public string Summary { get; }

    /// <summary>
    /// Whether this version reports the rule. An id that is reserved for a later version is known to the policy language,
    /// so that a policy written for that version loads, but nothing claims that it is checked.
    /// </summary>
    public bool IsActive { get; }

    /// <summary>The rule's category, by its number: names, dependencies, artifacts, documents, residue, policy, manifest, verdict.</summary>
    public string Category => Id[2] switch
    {
        '1' => "ReleaseGuard.Code",
        '2' => "ReleaseGuard.Dependencies",
        '3' => "ReleaseGuard.Artifacts",
        '4' => "ReleaseGuard.Documents",
        '5' => "ReleaseGuard.Residue",
        '6' => "ReleaseGuard.Policy",
        '7' => "ReleaseGuard.Manifest",
        _ => "ReleaseGuard.Verdict",
    };

    /// <summary>The page of the rule.</summary>
    public string HelpLink => RuleCatalog.HelpLinkBase + Id + ".md";

    /// <inheritdoc/>
    public override string ToString() => Id + ": " + Title;
}
