using System.IO;
using System.Linq;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Mango;

/// <summary>One edition of the sample, packed (which builds it) and published in the shared tree.</summary>
internal sealed class MangoEdition
{
    private readonly string _packages;

    private MangoEdition(CleanTree tree, string edition)
    {
        var folder = Path.Combine(tree.Root, "samples", "Mango");
        var project = Path.Combine(folder, "Mango.Packaging");
        Pack = Dotnet.Run(tree.Root, "pack", project, "-c", "Debug", $"-p:ReleaseEdition={edition}");
        Publish = Dotnet.Run(tree.Root, "publish", project, "-c", "Debug", "--no-restore", $"-p:ReleaseEdition={edition}");
        Published = Path.Combine(folder, "dist", $"mango-{edition}");
        Policy = Path.Combine(folder, "releaseguard.jsonc");
        _packages = Path.Combine(project, "bin", edition, "Debug");
    }

    internal RunResult Pack { get; }

    internal RunResult Publish { get; }

    internal string Published { get; }

    internal string Policy { get; }

    internal string Package => Directory.EnumerateFiles(_packages, "*.nupkg").Single();

    internal static MangoEdition Of(CleanTree tree, string edition) => tree.Once($"mango {edition}", () => new MangoEdition(tree, edition));
}
