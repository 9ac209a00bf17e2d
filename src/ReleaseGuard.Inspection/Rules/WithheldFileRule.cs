using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3001: a file of a withheld component, by its path or by the digest of its content.</summary>
internal sealed class WithheldFileRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        var digests = DigestsOf(context);
        foreach (var file in context.Facts.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var reported = new HashSet<string>(StringComparer.Ordinal);
            foreach (var path in file.Place.Tails())
            {
                foreach (var match in context.Policy.Matcher.MatchFile(path))
                {
                    if (context.IsWithheld(match.Component) && reported.Add(match.Component.Id))
                    {
                        context.Findings.Report(
                            RuleIds.RG3001,
                            match.Component,
                            $"'{file.Place.Display}' ships (it matches '{match.Pattern.Text}')",
                            "Leave it out of what ships.",
                            file.Place.ToLocation(),
                            file.Place.ToSubject(),
                            file.Place.Inner);
                    }
                }
            }

            if (file.Sha256 is not null && digests.TryGetValue(file.Sha256, out var component) && reported.Add(component.Id))
            {
                context.Findings.Report(
                    RuleIds.RG3001,
                    component,
                    $"'{file.Place.Display}' ships (its content has the SHA-256 {file.Sha256})",
                    "Leave it out of what ships.",
                    file.Place.ToLocation(),
                    file.Place.ToSubject(),
                    file.Sha256);
            }
        }
    }

    private static Dictionary<string, Component> DigestsOf(RuleContext context)
    {
        var digests = new Dictionary<string, Component>(StringComparer.Ordinal);
        foreach (var component in context.Policy.Components.Where(context.IsWithheld))
        {
            foreach (var pattern in component.Match.Tensors)
            {
                if (pattern is { Sha256: { } sha256, Sketch: null } && !digests.ContainsKey(sha256))
                {
                    digests.Add(sha256, component);
                }
            }
        }

        return digests;
    }
}
