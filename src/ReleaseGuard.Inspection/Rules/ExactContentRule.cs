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
    }
}
