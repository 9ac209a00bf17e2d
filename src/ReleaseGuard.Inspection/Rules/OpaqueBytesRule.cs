using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3017: bytes in a published edition that could be weights and that neither a reader nor the policy nor the manifest explains.</summary>
internal sealed class OpaqueBytesRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        // What a model file names as its data is part of that model, and is accounted for there.
        var data = FolderChecks.DataFiles(context.Facts.Files);
        foreach (var file in context.Facts.Files)
        {
            if (file.Opaque.Count == 0 || data.Contains(file.Place.Display) || IsNamed(context, file) || (file.Deflated is { } around && IsNamed(context, around)))
            {
                continue;
            }

            foreach (var opaque in file.Opaque)
            {
                context.Findings.Report(
                    RuleIds.RG3017,
                    $"'{file.Place.Display}' holds {opaque.What} ({opaque.ByteLength} bytes) that nothing explains. Leave it out, or let a component that edition '{context.Edition.Id}' may contain name the file.",
                    new FindingLocation(file.Place.File, Entry: file.Place.Entry, ByteOffset: opaque.ByteOffset, ByteLength: opaque.ByteLength),
                    file.Place.Inner + ":" + opaque.What);
            }
        }
    }

    private static bool IsNamed(RuleContext context, FileFacts file) =>
        context.Manifest.Lists(file) || file.Place.Tails().Any(path => context.Policy.Matcher.MatchFile(path).Count > 0);
}
