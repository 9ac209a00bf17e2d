using System.Collections.Generic;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>Every rule that holds what ships against the policy, one line each.</summary>
internal static class RuleRegistry
{
    public static IReadOnlyList<IInspectionRule> All { get; } =
    [
        new WithheldAssemblyRule(),
        new SideListRule(),
        new SideFileRule(),
        new WithheldFileRule(),
        new WithheldTensorRule(),
        new ExactContentRule(),
        new WithheldContentRule(SketchTier.Exact),
        new WithheldContentRule(SketchTier.OrderFree),
        new WithheldContentRule(SketchTier.Ordinal),
        new UnlistedRule(),
        new ParameterBudgetRule(),
        new EditionLimitsRule(),
        new IndexMismatchRule(),
        new OrphanBytesRule(),
        new LeftoverConfigurationRule(),
        new LeftoverTokenRule(),
        new WithheldRowsRule(),
        new ConfigurationDisagreesRule(),
        new MalformedArtifactRule(),
        new MetadataLeakRule(),
        new ExecutableArtifactRule(),
        new PathEscapeRule(),
        new OpaqueBytesRule(),
        new RequiredDocumentRule(),
        new LicenceRule(),
        new ModelCardRule(),
        new AdvertisedCapabilityRule(),
        new CardDisagreesRule(),
        new PlaceholderRule(),
        new EvidenceRule(),
        new TrainingStateRule(),
        new AdapterRule(),
        new WithheldDataRule(),
        new RuntimeMaskRule(),
        new HalfPairRule(),
        new ReversibleWithholdingRule(),
        new ScrubMarkerRule(),
        new OverclaimRule(),
        new UnmatchedEntryRule(),
        new PolicyInReleaseRule(),
        new ManifestDriftRule(),
        new ReachedEditionRule(),
        new InconclusiveRule(),
        new NothingInspectedRule(),
    ];
}
