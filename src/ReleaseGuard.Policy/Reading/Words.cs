using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Reading;

/// <summary>The closed sets of words the policy language knows.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, EditionOutputs> Outputs = Of(
        ("weights", EditionOutputs.Weights), ("source", EditionOutputs.Source), ("packages", EditionOutputs.Packages),
        ("docs", EditionOutputs.Docs), ("data", EditionOutputs.Data));

    public static readonly IReadOnlyDictionary<string, UnlistedMode> Unlisted = Of(
        ("deny", UnlistedMode.Deny), ("allow", UnlistedMode.Allow));

    public static readonly IReadOnlyDictionary<string, ComponentKind> Kinds = Of(
        ("head", ComponentKind.Head), ("shard", ComponentKind.Shard), ("network", ComponentKind.Network),
        ("adapter", ComponentKind.Adapter), ("capability", ComponentKind.Capability), ("dataset", ComponentKind.Dataset),
        ("tokenizer", ComponentKind.Tokenizer), ("code", ComponentKind.Code), ("residue", ComponentKind.Residue));

    public static readonly IReadOnlyDictionary<string, WithholdingReason> Reasons = Of(
        ("safety", WithholdingReason.Safety), ("competitive", WithholdingReason.Competitive), ("legal", WithholdingReason.Legal),
        ("privacy", WithholdingReason.Privacy), ("third-party", WithholdingReason.ThirdParty));

    public static readonly IReadOnlyDictionary<string, WithholdingMethod> Methods = Of(
        ("weights-removed", WithholdingMethod.WeightsRemoved), ("never-trained", WithholdingMethod.NeverTrained),
        ("data-filtered", WithholdingMethod.DataFiltered), ("unlearned", WithholdingMethod.Unlearned),
        ("refusal-tuned", WithholdingMethod.RefusalTuned), ("runtime-masked", WithholdingMethod.RuntimeMasked),
        ("code-removed", WithholdingMethod.CodeRemoved));

    public static readonly IReadOnlyDictionary<string, RuleSeverity> Severities = Of(
        ("error", RuleSeverity.Error), ("warning", RuleSeverity.Warning), ("info", RuleSeverity.Info), ("hidden", RuleSeverity.Hidden));

    public static readonly IReadOnlyDictionary<string, RuleSeverity> Elsewhere = Of(
        ("warning", RuleSeverity.Warning), ("error", RuleSeverity.Error));

    public static readonly IReadOnlyDictionary<string, EnforcementMode> Modes = Of(
        ("enforce", EnforcementMode.Enforce), ("audit", EnforcementMode.Audit));

    public static readonly IReadOnlyDictionary<string, ParameterCounting> Counting = Of(
        ("logical", ParameterCounting.Logical), ("stored", ParameterCounting.Stored));

    public static readonly IReadOnlyDictionary<string, DocumentBinding> Bindings = Of(("weights", DocumentBinding.Weights));

    private static IReadOnlyDictionary<string, T> Of<T>(params (string Word, T Meaning)[] words)
    {
        var all = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (word, meaning) in words) all.Add(word, meaning);
        return all;
    }
}
