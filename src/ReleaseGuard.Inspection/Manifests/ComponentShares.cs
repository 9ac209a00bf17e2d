using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Manifests;

/// <summary>How much of each component ships, by the names that its patterns give: every component of the policy is told, those that do not ship too.</summary>
internal sealed class ComponentShares(EditionPolicy policy, Edition edition)
{
    private readonly Dictionary<string, (long Files, long Tensors, decimal Parameters)> _shares = new(StringComparer.Ordinal);

    /// <summary>Adds one file and its tensors. A tensor of a file that belongs to a component belongs to it too.</summary>
    public void Add(FileFacts file)
    {
        var owners = new HashSet<string>(file.Place.Tails().SelectMany(path => policy.Matcher.MatchFile(path)).Select(static match => match.Component.Id), StringComparer.Ordinal);
        foreach (var owner in owners)
        {
            Count(owner, 1, 0, 0);
        }

        foreach (var tensor in file.Artifact?.Tensors ?? [])
        {
            foreach (var owner in policy.Matcher.MatchTensor(tensor.Name).Where(static match => match.Tensor is null or { Rows: null, Shape: null, Dtype: null }).Select(static match => match.Component.Id).Concat(owners).Distinct(StringComparer.Ordinal))
            {
                Count(owner, 0, 1, tensor.Parameters);
            }
        }
    }

    /// <summary>Every component with its share, by id.</summary>
    public IReadOnlyList<ManifestComponent> Complete() =>
    [
        .. policy.Components.OrderBy(static component => component.Id, StringComparer.Ordinal).Select(component =>
        {
            _shares.TryGetValue(component.Id, out var share);
            return new ManifestComponent(component.Id, policy.Decide(component, edition).Standing, component.Decision, share.Files, share.Tensors, (long)Math.Min(long.MaxValue, share.Parameters));
        }),
    ];

    private void Count(string component, long files, long tensors, long parameters)
    {
        _shares.TryGetValue(component, out var share);
        _shares[component] = (share.Files + files, share.Tensors + tensors, share.Parameters + parameters);
    }
}
