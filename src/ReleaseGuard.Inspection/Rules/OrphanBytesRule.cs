using System;
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
        foreach (var folder in context.Folders)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var extra = folder.LargestDeclared(ExtraLayerKeys)?.Value ?? 0;
            foreach (var ofVision in new[] { false, true })
            {
                if (folder.LargestDeclared(ModelConfiguration.StackKeys, ofVision) is { } layers)
                {
                    var limit = layers.Value + (ofVision ? 0 : extra);
                    var beyond = folder.Structure.Stacks.Where(stack => stack.Highest >= limit && ModelStructure.IsOfVision(stack.Prefix) == ofVision).ToList();
                    if (beyond.Count > 0)
                    {
                        Inspect(context, folder, layers, limit, "layer", name => beyond.Max(stack => NumberAfter(name, stack.Prefix)));
                    }
                }
            }

            if (folder.LargestDeclared(ModelConfiguration.ExpertKeys) is { } experts)
            {
                Inspect(context, folder, experts, experts.Value, "expert", NumberOfExpert);
            }
        }
    }

    /// <summary>The number of the expert that a tensor belongs to by its name; -1 when it belongs to none.</summary>
    internal static long NumberOfExpert(string name)
    {
        const string Experts = ".experts.";
        var at = name.IndexOf(Experts, StringComparison.Ordinal);
        return at < 0 ? -1 : NumberAt(name, at + Experts.Length);
    }

    /// <summary>The number that follows a prefix and a dot; -1 when none does.</summary>
    internal static long NumberAfter(string name, string prefix)
    {
        return name.Length <= prefix.Length + 1 || !name.StartsWith(prefix, StringComparison.Ordinal) || name[prefix.Length] != '.' ? -1 : NumberAt(name, prefix.Length + 1);
    }

    /// <summary>The number from a place to the next dot or the end; -1 when there is something else.</summary>
    private static long NumberAt(string name, int start)
    {
        const int MaxDigits = 9;
        long number = 0;
        var at = start;
        for (; at < name.Length && name[at] != '.'; at++)
        {
            if (name[at] is < '0' or > '9' || at - start == MaxDigits)
            {
                return -1;
            }

            number = (number * 10) + (name[at] - '0');
        }

        return at > start ? number : -1;
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
