using System;
using System.Linq;
using System.Text.RegularExpressions;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG5001: training state ships: optimizer moments, schedulers, random number states, trainer records, averaged copies, intermediate checkpoints. With it a run is continued, and what was taken out is trained back.</summary>
internal sealed class TrainingStateRule : IInspectionRule
{
    private const int MaxNamed = 3;

    private static readonly Regex FileName = new(
        @"^(?:optimizer|scheduler|scaler)[\w.-]*\.(?:pt|pth|bin|safetensors|msgpack)$|^rng_state[\w.-]*\.pth$|^trainer_state\.json$|^training_args\.(?:bin|json)$"
            + @"|^(?:zero_pp_rank|bf16_zero_pp_rank|mp_rank)_[\w.-]*optim_states\.pt$|^random_states_[\w.-]*\.pkl$|^(?:ema|model_ema)[\w.-]*\.(?:pt|pth|ckpt|safetensors)$|^events\.out\.tfevents\.",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex FolderName = new(@"^(?:checkpoint-\d+|global_step\d+)$", RegexOptions.CultureInvariant);

    private static readonly TensorNameForm TensorName = new(
        @"(?:^|[._/])(?:exp_avg|exp_avg_sq|exp_inf|max_exp_avg_sq|momentum_buffer|optimizer_state|optimizer_states|ema_shadow|Adam_[mv])(?:$|[._/\d])|(?:^|/)optimizer[./]|^optim(?:izer)?\.state",
        "exp_", "optim", "momentum", "ema_shadow", "Adam_");

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var file in context.Facts.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (Claimed(context, file))
            {
                continue;
            }

            if (What(file) is { } what)
            {
                Report(context, file, what, file.Place.ToLocation(), file.Place.Inner);
                continue;
            }

            var state = (file.Artifact?.Tensors ?? []).Where(static tensor => TensorName.Fits(tensor.Name)).ToList();
            if (state.Count > 0)
            {
                var names = string.Join("', '", state.Take(MaxNamed).Select(static tensor => tensor.Name));
                Report(
                    context,
                    file,
                    $"holds {state.Count} tensor{(state.Count == 1 ? string.Empty : "s")} of an optimizer ('{names}'{(state.Count > MaxNamed ? ", …" : string.Empty)})",
                    file.Place.ToLocation(state[0]),
                    file.Place.Inner);
            }
        }
    }

    private static string? What(FileFacts file)
    {
        if (FileName.IsMatch(file.Place.FileName))
        {
            return "is a file of the training run";
        }

        var folders = file.Place.Inner.Split('/');
        for (var index = 0; index < folders.Length - 1; index++)
        {
            if (FolderName.IsMatch(folders[index]))
            {
                return $"lies in the intermediate checkpoint '{folders[index]}'";
            }
        }

        return null;
    }

    /// <summary>A component of the policy that names the file has the word: a withheld one is RG3001, one the edition may have allows it.</summary>
    private static bool Claimed(RuleContext context, FileFacts file) => file.Place.Tails().Any(path => context.Policy.Matcher.MatchFile(path).Count > 0);

    private static void Report(RuleContext context, FileFacts file, string what, FindingLocation location, string key) =>
        context.Findings.Report(
            RuleIds.RG5001,
            $"'{file.Place.Display}' {what}: training state in edition '{context.Edition.Id}'. Leave it out of what ships, or let a component of the policy that the edition may contain name it.",
            location,
            key);
}
