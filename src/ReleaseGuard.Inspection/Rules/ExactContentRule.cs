using System.Linq;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3003: a withheld tensor by the digest of its content, whatever its name, shape, shard and container.</summary>
internal sealed class ExactContentRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        var digests = context.Digests;
        foreach (var file in context.Facts.Files)
        {
            if (file.Artifact is not { } artifact)
            {
                continue;
            }

            foreach (var (index, sha256, cast) in file.Content?.Tensors ?? [])
            {
                if (digests.Of(sha256) is { } component)
                {
                    var tensor = artifact.Tensors[index];
                    context.Findings.Report(
                        RuleIds.RG3003,
                        component,
                        $"Tensor '{tensor.Name}' in '{file.Place.Display}' has the content of a withheld tensor (SHA-256 {sha256}{(cast is null ? string.Empty : ", as " + cast)})",
                        "Take it out: another name does not change what it is.",
                        file.Place.ToLocation(tensor),
                        file.Place.ToSubject(tensor.Name),
                        sha256);
                }
            }
        }

        if (!context.Facts.HasContent)
        {
            ReportUnread(context, digests);
        }
    }

    /// <summary>A digest alone fits tensors of any size: reading all of them is asked for by the level of content, not by the policy.</summary>
    private static void ReportUnread(RuleContext context, WithheldDigests digests)
    {
        foreach (var entry in digests.WithoutShape)
        {
            var pattern = entry.Pattern;
            var tensors = context.Facts.Files.SelectMany(static file => file.Artifact?.Tensors ?? []).Where(tensor => WithheldDigests.CouldBe(pattern, tensor)).ToList();
            if (tensors.Count != 0)
            {
                context.Findings.Report(
                    RuleIds.RG9001,
                    $"{entry.Component.Id} is withheld by a digest without a shape, which any of {tensors.Count} tensors could have, and only headers were read. "
                        + "State its \"shape\" beside the \"sha256\", then tensors of as many elements are read; or audit with --content full.",
                    new FindingLocation(pattern.Location.Path, pattern.Location.Line, pattern.Location.Column),
                    entry.Component.Id + ":" + pattern.Sha256);
            }
        }
    }
}
