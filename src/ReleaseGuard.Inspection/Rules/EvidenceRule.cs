using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG4007: evidence that the policy binds to the weights names other digests than those of the weight files that ship. An evaluation of other weights proves nothing about these.</summary>
internal sealed class EvidenceRule : IInspectionRule
{
    private static readonly Regex Digest = new(@"(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var required in context.Required)
        {
            if (required.Document.BindsTo != DocumentBinding.Weights)
            {
                continue;
            }

            foreach (var file in required.Files)
            {
                if (file.Document is { } text)
                {
                    Inspect(context, required.Document.File, file, text);
                }
            }
        }
    }

    private static void Inspect(RuleContext context, string required, FileFacts file, DocumentText text)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Lines)
        {
            foreach (var match in Digest.Matches(line).Cast<Match>())
            {
                named.Add(match.Value.ToLowerInvariant());
            }
        }

        var weights = context.Facts.Files.Where(static weight => weight is { Artifact.Tensors.Count: > 0, IsResource: false }).ToList();
        var unread = weights.Where(static weight => weight.Content?.Sha256 is null).ToList();
        if (unread.Count > 0)
        {
            context.Findings.Report(
                RuleIds.RG9001,
                $"'{file.Place.Display}' was not held against {unread.Count} of {weights.Count} weight files: '{unread[0].Place.Display}' was not digested.",
                file.Place.ToLocation(),
                required + ":digest");
            return;
        }

        var missing = weights.Where(weight => !named.Contains(weight.Content!.Sha256!)).ToList();
        if (missing.Count > 0)
        {
            var how = named.Count == 0 ? "names no SHA-256 at all" : $"does not name the SHA-256 of {missing.Count} of the {weights.Count} weight files that ship ('{missing[0].Place.Display}' is {missing[0].Content!.Sha256})";
            context.Findings.Report(
                RuleIds.RG4007,
                $"'{file.Place.Display}' {how}: the evidence belongs to other weights. Evaluate the weights of edition '{context.Edition.Id}' and write their digests into it.",
                file.Place.ToLocation(),
                required);
        }
    }
}
