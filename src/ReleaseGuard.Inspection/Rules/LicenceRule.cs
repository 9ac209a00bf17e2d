using System;
using System.Collections.Generic;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG4002: the licence that ships is not the one the edition requires: by its SPDX id or its digest; also where the model card or a model file's own metadata names another one.</summary>
internal sealed class LicenceRule : IInspectionRule
{
    private static readonly string[] MetadataKeys = ["general.license", "license"];

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        var licences = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var required in context.Required)
        {
            if (required.Document.Spdx is { } spdx)
            {
                licences.Add(spdx);
            }

            foreach (var file in required.Files)
            {
                if (file.Document is { } text)
                {
                    Inspect(context, required.Document, file, text);
                }
            }
        }

        // With two licences required (one for weights, one for code) nobody can say which one a card or a file means.
        if (licences.Count == 1)
        {
            foreach (var only in licences)
            {
                InspectNames(context, only);
            }
        }
    }

    private static void Inspect(RuleContext context, RequiredDocument required, FileFacts file, DocumentText text)
    {
        if (required.Sha256 is { } digest && text.Sha256 != digest)
        {
            Report(context, file, null, $"'{file.Place.Display}' has the digest {text.Sha256}; edition '{context.Edition.Id}' requires {digest}. Ship the approved text, or correct the policy.", "sha256");
        }

        if (required.Spdx is not { } spdx)
        {
            return;
        }

        var found = LicenceIdentity.Of(text);
        if (found is null)
        {
            Report(context, file, null, $"'{file.Place.Display}' does not say which licence it is; edition '{context.Edition.Id}' requires {spdx}. Add the line 'SPDX-License-Identifier: {spdx}', or ship that licence.", "spdx");
        }
        else if (!LicenceIdentity.IsSame(found.Value.Id, spdx))
        {
            Report(context, file, found.Value.Line, $"'{file.Place.Display}' is the licence {found.Value.Id}; edition '{context.Edition.Id}' requires {spdx}. Ship the licence of the edition.", "spdx");
        }
    }

    /// <summary>What the card's front matter and the metadata of model files call the licence.</summary>
    private static void InspectNames(RuleContext context, string spdx)
    {
        foreach (var card in context.Cards)
        {
            var field = card.Card["license"] is { Values.Count: > 0 } license && license.Values[0] is not "other" and not "unknown" ? license : card.Card["license_name"];
            if (field is { Values.Count: > 0 } && !LicenceIdentity.IsNamed(field.Values[0], spdx))
            {
                Report(context, card.File, field.Line, $"'{card.File.Place.Display}' names the licence '{field.Values[0]}' in {field.Name}; edition '{context.Edition.Id}' requires {spdx}. Correct the card.", field.Name);
            }
        }

        foreach (var file in context.Facts.Files)
        {
            foreach (var key in MetadataKeys)
            {
                if (file.Artifact is { } artifact && artifact.Metadata.TryGetValue(key, out var name) && name.Length > 0 && name is not "other" && !LicenceIdentity.IsNamed(name, spdx))
                {
                    Report(context, file, null, $"'{file.Place.Display}' names the licence '{name}' in its metadata ({key}); edition '{context.Edition.Id}' requires {spdx}. Write the file with the edition's licence.", key);
                }
            }
        }
    }

    private static void Report(RuleContext context, FileFacts file, int? line, string message, string what) =>
        context.Findings.Report(RuleIds.RG4002, message, file.Place.ToLocation(line, null), file.Place.Inner + ":" + what);
}
