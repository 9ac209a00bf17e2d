using System.Collections.Generic;
using System.Threading;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Manifests;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>What a rule may know: the facts, the policy, the edition, and where to put findings.</summary>
internal sealed class RuleContext(
    ReleaseFacts facts,
    EditionPolicy policy,
    Edition edition,
    Product? product,
    bool isShipment,
    bool isComplete,
    FindingSink findings,
    WithheldContent content,
    CancellationToken cancellation)
{
    /// <summary>What a name may belong to, the same decision that the readers asked for.</summary>
    public WithheldNames Names { get; init; } = new(policy, edition);

    /// <summary>Symbol files that do not ship.</summary>
    public IReadOnlyList<string> SymbolFiles { get; init; } = [];

    /// <summary>What is withheld by a digest of its content.</summary>
    public WithheldDigests Digests { get; init; } = new(policy, edition);

    /// <summary>What ships as a manifest, and the release that it is; null where it is none that a manifest could have approved.</summary>
    public System.Func<EditionManifest>? Shipped { get; init; }

    private ApprovedManifest? _manifest;
    private ManifestDrift? _drift;
    private bool _drifted;
    private readonly Dictionary<string, Standing> _standings = new(System.StringComparer.Ordinal);
    private IReadOnlyList<(FileFacts File, Component Component, SketchHit Hit)>? _contentHits;
    private IReadOnlyList<RequiredFile>? _required;
    private IReadOnlyList<ReleaseCard>? _cards;
    private IReadOnlyList<ModelFolder>? _folders;
    private readonly Dictionary<string, IReadOnlyList<PatternMatch>> _tensorMatches = new(System.StringComparer.Ordinal);

    public ReleaseFacts Facts => facts;

    public EditionPolicy Policy => policy;

    public Edition Edition => edition;

    public Product? Product => product;

    /// <summary>The edition's limits for the product; null where the policy states none.</summary>
    public EditionLimits? Limits => product is not null && product.Limits.TryGetValue(edition.Id, out var limits) ? limits : null;

    /// <summary>What the manifests beside the policy approve; read when first asked for.</summary>
    public ApprovedManifest Manifest => _manifest ??= ApprovedManifest.Find(policy, product, edition, cancellation);

    /// <summary>What ships beside the manifest that approved this release; null where none did.</summary>
    public ManifestDrift? Drift
    {
        get
        {
            if (!_drifted && Shipped is not null && IsComplete)
            {
                foreach (var (name, approved) in Manifest.Read)
                {
                    if (approved.Release is { } release && Shipped() is var shipped && shipped.Release == release)
                    {
                        _drift = new ManifestDrift(name, ManifestComparison.Of(approved, shipped));
                    }
                }
            }

            _drifted = true;
            return _drift;
        }
    }

    /// <summary>Whether the facts are of what ships, not of a build's output on its way there.</summary>
    public bool IsShipment => isShipment;

    /// <summary>Whether the facts are of everything that ships, so that what is not among them is missing.</summary>
    public bool IsComplete => isShipment && isComplete;

    /// <summary>The documents that the edition requires, with the files that stand for them.</summary>
    public IReadOnlyList<RequiredFile> Required => _required ??= RequiredFile.Of(this);

    /// <summary>The model cards of what ships.</summary>
    public IReadOnlyList<ReleaseCard> Cards => _cards ??= ReleaseCard.Of(this);

    /// <summary>Folders with a configuration and model files beside it; each tensor's name is taken apart once for all rules that ask.</summary>
    public IReadOnlyList<ModelFolder> Folders => _folders ??= [.. ModelFolder.Of(facts)];

    /// <summary>Entries of the policy that name a tensor; several rules ask for the same ones.</summary>
    public IReadOnlyList<PatternMatch> MatchTensor(string name)
    {
        if (!_tensorMatches.TryGetValue(name, out var matches))
        {
            _tensorMatches.Add(name, matches = policy.Matcher.MatchTensor(name));
        }

        return matches;
    }

    public FindingSink Findings => findings;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Withheld tensors known again by their content.</summary>
    public IReadOnlyList<(FileFacts File, Component Component, SketchHit Hit)> ContentHits => _contentHits ??= content.Hits(facts, policy.Matcher);

    /// <summary>Whether the edition must not contain the component. A gated component may be in its files: the gate is in the code.</summary>
    public bool IsWithheld(Component component) => StandingOf(component) == Standing.Withheld;

    /// <summary>Whether the edition must contain the component, so that a pattern of it that matches nothing is suspicious.</summary>
    public bool IsExpected(Component component) => StandingOf(component) == Standing.Allowed
        && (component.Product is null || product is null || component.Product == product.Id);

    private Standing StandingOf(Component component)
    {
        if (!_standings.TryGetValue(component.Id, out var standing))
        {
            standing = policy.Decide(component, edition).Standing;
            _standings.Add(component.Id, standing);
        }

        return standing;
    }
}
