using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Patterns;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>The policy's configuration patterns, ready to be asked which of them are about a file.</summary>
internal sealed class ConfigPatternSet(EditionPolicy policy)
{
    private readonly List<(Component Component, ConfigPattern Pattern, SinglePattern File)> _patterns = policy.Components
        .SelectMany(static component => component.Match.Config, static (component, pattern) => (component, pattern, SinglePattern.Of(PatternKind.File, pattern.File.Text)!))
        .ToList();

    /// <summary>Whether any pattern is about the file.</summary>
    public bool Claims(ShippedPlace place) => _patterns.Count > 0 && For(place).Any();

    /// <summary>The patterns that are about the file.</summary>
    public IEnumerable<(Component Component, ConfigPattern Pattern)> For(ShippedPlace place)
    {
        foreach (var (component, pattern, file) in _patterns)
        {
            if (place.Tails().Any(file.Matches))
            {
                yield return (component, pattern);
            }
        }
    }
}
