using System;
using System.Globalization;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG3008: bytes or tensors that nothing refers to: they ship, and no viewer shows them. Bytes are named by the readers; a tensor is an orphan when
/// its layer or expert number is beyond what the configuration beside it declares, so that no loader reads it.
/// </summary>
internal sealed class OrphanBytesRule : IInspectionRule
{
    // Multi-token prediction modules are numbered on after the layers (DeepSeek-V3: layer 61 of 61).
    private static readonly string[] ExtraLayerKeys = ["num_nextn_predict_layers", "num_mtp_layers"];

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        ArtifactProblems.Report(context, ArtifactProblemKind.Orphan, RuleIds.RG3008, "Write the file again so that it holds only what it uses.");
        foreach (var folder in ModelFolder.Of(context.Facts))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var extra = folder.LargestDeclared(ExtraLayerKeys)?.Value ?? 0;
            if (folder.LargestDeclared(ModelConfiguration.LayerKeys) is { } layers)
            {
                var stacks = ModelStructure.From(folder.Tensors).Stacks;
                Inspect(context, folder, layers, layers.Value + extra, "layer", name => stacks.Select(stack => NumberAfter(name, stack.Prefix)).DefaultIfEmpty(-1).Max());
            }

            if (folder.LargestDeclared(ModelConfiguration.ExpertKeys) is { } experts)
            {
                Inspect(context, folder, experts, experts.Value, "expert", static name => NumberAfter(name, name.Substring(0, Math.Max(0, name.IndexOf(".experts.", StringComparison.Ordinal))) + ".experts"));
            }
        }
    }

    /// <summary>The number that follows a prefix and a dot; -1 when none does.</summary>
    internal static long NumberAfter(string name, string prefix)
    {
        if (name.Length <= prefix.Length + 1 || !name.StartsWith(prefix, StringComparison.Ordinal) || name[prefix.Length] != '.')
        {
            return -1;
        }

        var end = name.IndexOf('.', prefix.Length + 1);
        end = end < 0 ? name.Length : end;
        return int.TryParse(name.Substring(prefix.Length + 1, end - prefix.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }

    private static void Inspect(RuleContext context, ModelFolder folder, (string Path, JsonProperty Property, long Value) declared, long limit, string what, Func<string, long> numberOf)
    {
        foreach (var file in folder.Files)
        {
            var orphans = file.Artifact!.Tensors.Where(tensor => numberOf(tensor.Name) >= limit).ToList();
            if (orphans.Count > 0)
            {
                var first = orphans[0];
                context.Findings.Report(
                    RuleIds.RG3008,
                    $"'{file.Place.Display}' holds {orphans.Count} tensor{(orphans.Count == 1 ? string.Empty : "s")} of {what} {numberOf(first.Name)} and on ('{first.Name}' the first), "
                        + $"and '{folder.Configuration.Place.Display}' declares {declared.Path} {declared.Value}: no loader reads them. Take them out, or correct the configuration.",
                    file.Place.ToLocation(first),
                    $"{what}s:{first.Name}");
            }
        }
    }
}
