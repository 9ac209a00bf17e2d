using System;
using System.Collections.Generic;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3001: a file of a withheld component, by its path or by the digest of its content.</summary>
internal sealed class WithheldFileRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        var digests = context.Digests;
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

            if (file.Content is { Sha256: { } sha256 } && digests.Of(sha256) is { } component && reported.Add(component.Id))
            {
                context.Findings.Report(
                    RuleIds.RG3001,
                    component,
                    $"'{file.Place.Display}' ships (its content has the SHA-256 {sha256})",
                    "Leave it out of what ships.",
                    file.Place.ToLocation(),
                    file.Place.ToSubject(),
                    sha256);
            }
        }
    }
}
