using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Manifests;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG3004: a file or tensor that neither the manifest nor a component of the edition names, in an edition that denies what is unlisted.
/// Without a manifest each container gets one finding that says how to write it (RG7001), not one a file.
/// </summary>
internal sealed class UnlistedRule : IInspectionRule
{
    private const int MaxTensorsPerFile = 100;

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (context.Edition.Unlisted != UnlistedMode.Deny || !context.IsShipment)
        {
            return;
        }

        var manifest = context.Manifest;
        if (!manifest.Exists)
        {
            ReportMissing(context, manifest);
        }
        else if (manifest.Unread.Count == 0)
        {
            foreach (var file in context.Facts.Files)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                Inspect(context, manifest, file);
            }
        }
    }

    private static void ReportMissing(RuleContext context, ApprovedManifest manifest)
    {
        foreach (var container in context.Facts.Files.GroupBy(static file => file.Place.Entry is null ? "." : file.Place.File, StringComparer.Ordinal))
        {
            var unlisted = container.Where(file => !file.IsResource && !ApprovedManifest.IsPackaging(file) && !IsNamed(context, file)).ToList();
            if (unlisted.Count == 0)
            {
                continue;
            }

            var examples = string.Join("', '", unlisted.Take(3).Select(static file => file.Place.Inner));
            context.Findings.Report(
                RuleIds.RG7001,
                $"{unlisted.Count} file{(unlisted.Count == 1 ? " is" : "s are")} named by no component ('{examples}'{(unlisted.Count > 3 ? ", …" : string.Empty)}), edition '{context.Edition.Id}' denies what is unlisted, "
                    + $"and there is no manifest '{manifest.ExpectedName}' beside the policy. Review what ships, then write it with 'releaseguard manifest write PATH --edition {context.Edition.Id}'; "
                    + "or, where nothing needs approval, let the edition say \"unlisted\": \"allow\" in the policy.",
                container.Key == "." ? new FindingLocation(unlisted[0].Place.File) : new FindingLocation(container.Key),
                "manifest:" + manifest.ExpectedName);
        }
    }

    private static void Inspect(RuleContext context, ApprovedManifest manifest, FileFacts file)
    {
        if (ApprovedManifest.IsPackaging(file))
        {
            return;
        }

        if (!file.IsResource && !manifest.Lists(file) && !IsNamed(context, file))
        {
            context.Findings.Report(
                RuleIds.RG3004,
                $"'{file.Place.Display}' is neither in '{manifest.ExpectedName}' nor named by a component that edition '{context.Edition.Id}' may contain. Leave it out, or approve it with 'releaseguard manifest write'.",
                file.Place.ToLocation(),
                file.Place.Inner);
            return;
        }

        var unlisted = (file.Artifact?.Tensors ?? [])
            .Where(tensor => !manifest.ListsTensor(tensor.Name, tensor.Type.Name, tensor.Shape) && context.MatchTensor(tensor.Name).Count == 0)
            .ToList();
        for (var index = 0; index < unlisted.Count && index < MaxTensorsPerFile; index++)
        {
            var tensor = unlisted[index];
            var why = manifest.ListsTensorName(tensor.Name) ? "was approved with another element type or shape" : $"is neither in '{manifest.ExpectedName}' nor named by a component that may ship";
            var rest = index == MaxTensorsPerFile - 1 && unlisted.Count > MaxTensorsPerFile ? $" {unlisted.Count - MaxTensorsPerFile} more tensors of this file are unlisted too." : string.Empty;
            context.Findings.Report(
                RuleIds.RG3004,
                $"Tensor '{tensor.Name}' ({tensor.Type.Name} [{string.Join(", ", tensor.Shape)}]) in '{file.Place.Display}' {why}. Take it out, or approve it with 'releaseguard manifest write'.{rest}",
                file.Place.ToLocation(tensor));
        }
    }

    /// <summary>Whether a component names the file: one the edition may contain makes it listed, a withheld one is a finding of its own rule.</summary>
    private static bool IsNamed(RuleContext context, FileFacts file) => file.Place.Tails().Any(path => context.Policy.Matcher.MatchFile(path).Count > 0);
}
