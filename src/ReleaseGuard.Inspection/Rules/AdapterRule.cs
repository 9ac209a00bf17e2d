using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG5002: an adapter or difference file ships in a published edition and nobody said what it adds. A few megabytes of LoRA give back what was taken out of
/// the weights, so an adapter needs a component of the policy that names it and that the edition may contain.
/// </summary>
internal sealed class AdapterRule : IInspectionRule
{
    private static readonly Regex FileName = new(
        @"^adapter_(?:config\.json|model\.(?:safetensors|bin))$|^pytorch_lora_weights\.(?:safetensors|bin)$|(?:^|[._-])(?:lora|qlora|dora|loha|lokr|delta|diff)(?:[._-][\w.-]*)?\.(?:safetensors|bin|pt|pth|gguf|ckpt)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly TensorNameForm TensorName = new(
        @"(?:^|\.)lora_(?:A|B|E|magnitude_vector|embedding_[AB]|up|down|mid)(?:\.|$)|\.lora\.(?:up|down)\.|(?:^|\.)hada_w[12]_[ab]|(?:^|\.)lokr_w[12]|(?:^|\.)ia3_l(?:\.|$)|\.lora_[ab]$|(?:^|\.)prompt_embeddings(?:\.|$)",
        "lora", "hada_w", "lokr_w", "ia3_l", "prompt_embeddings");

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.Edition.IsGuarded)
        {
            return;
        }

        foreach (var file in context.Facts.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (file.Place.Tails().Any(path => context.Policy.Matcher.MatchFile(path).Count > 0))
            {
                continue;
            }

            var tensors = (file.Artifact?.Tensors ?? []).Where(tensor => TensorName.Fits(tensor.Name) && !IsAllowed(context, tensor.Name)).ToList();
            if (tensors.Count > 0)
            {
                Report(context, file, $"holds {tensors.Count} adapter tensor{(tensors.Count == 1 ? string.Empty : "s")} ('{tensors[0].Name}' the first)", file.Place.ToLocation(tensors[0]));
            }
            else if (FileName.IsMatch(file.Place.FileName))
            {
                Report(context, file, "is an adapter" + Base(file), file.Place.ToLocation());
            }
        }
    }

    private static bool IsAllowed(RuleContext context, string tensor)
    {
        IReadOnlyList<PatternMatch> matches = context.MatchTensor(tensor);
        return matches.Count > 0 && !matches.Any(match => context.IsWithheld(match.Component));
    }

    private static string Base(FileFacts file) =>
        file.Json?["base_model_name_or_path"] is { Kind: JsonValue.ValueKind.Text, Text: { Length: > 0 } name } ? $" for '{name}'" : string.Empty;

    private static void Report(RuleContext context, FileFacts file, string what, FindingLocation location) =>
        context.Findings.Report(
            RuleIds.RG5002,
            $"'{file.Place.Display}' {what}, and no component that edition '{context.Edition.Id}' may contain names it: an adapter can add what the edition withholds. Leave it out, or name it in the policy.",
            location,
            file.Place.Inner);
}
