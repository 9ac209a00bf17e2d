using System.IO;
using System.Linq;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Avocado;

/// <summary>One edition of the sample, built, packed and published in the shared tree.</summary>
internal sealed class AvocadoEdition
{
    private AvocadoEdition(CleanTree tree, string edition)
    {
        Folder = Path.Combine(tree.Root, "samples", "Avocado");
        var project = Path.Combine(Folder, "Avocado.Packaging");
        Build = Dotnet.Run(tree.Root, "build", project, $"-p:ReleaseEdition={edition}");
        Pack = Dotnet.Run(tree.Root, "pack", project, "-c", "Debug", "--no-restore", $"-p:ReleaseEdition={edition}");
        Publish = Dotnet.Run(tree.Root, "publish", project, "-c", "Debug", "--no-restore", $"-p:ReleaseEdition={edition}");
        Published = Path.Combine(Folder, "dist", $"avocado-{edition}");
        Packages = Path.Combine(project, "bin", edition, "Debug");
    }

    internal string Folder { get; }

    internal RunResult Build { get; }

    internal RunResult Pack { get; }

    internal RunResult Publish { get; }

    internal string Published { get; }

    private string Packages { get; }

    internal string Policy => Path.Combine(Folder, "releaseguard.jsonc");

    internal string Package => Directory.EnumerateFiles(Packages, "*.nupkg").Single();

    internal static AvocadoEdition Of(CleanTree tree, string edition) => tree.Once($"avocado {edition}", () => new AvocadoEdition(tree, edition));
}
