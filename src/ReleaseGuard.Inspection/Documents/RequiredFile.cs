using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Rules;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Documents;

/// <summary>A document that the edition must have, and the files of the release that stand for it.</summary>
/// <param name="Document">What the policy requires.</param>
/// <param name="Files">The files at its path: the ones nearest to the root, and every one in a folder that holds model files. Empty where it is missing.</param>
internal sealed record RequiredFile(RequiredDocument Document, IReadOnlyList<FileFacts> Files)
{
    /// <summary>Every document that the policy requires of the product in the edition.</summary>
    public static IReadOnlyList<RequiredFile> Of(RuleContext context)
    {
        if (!context.IsShipment || context.Product is not { } product || !product.Requires.TryGetValue(context.Edition.Id, out var required))
        {
            return [];
        }

        var modelFolders = ModelFolders(context.Facts);
        return [.. required.Select(document => new RequiredFile(document, Find(context.Facts, modelFolders, document.File)))];
    }

    /// <summary>The files of a release that are its own document of that path, not one of something packed into it: the ones nearest to the root, and those whose root holds model files.</summary>
    public static IReadOnlyList<FileFacts> Find(ReleaseFacts facts, HashSet<string> modelFolders, string path)
    {
        var candidates = facts.Files.Where(file => !file.IsResource && file.Place.Tails().Contains(path)).ToList();
        if (candidates.Count <= 1)
        {
            return candidates;
        }

        var nearest = candidates.Min(static file => Depth(file));
        return [.. candidates.Where(file => Depth(file) == nearest || modelFolders.Contains(RootOf(file, path)))];
    }

    /// <summary>Folders that hold model files.</summary>
    public static HashSet<string> ModelFolders(ReleaseFacts facts) =>
        [.. facts.Files.Where(static file => file.Artifact is { Tensors.Count: > 0 } && !file.IsResource).Select(static file => file.Place.Folder)];

    private static int Depth(FileFacts file) => file.Place.Tails().Count();

    private static string RootOf(FileFacts file, string path)
    {
        var display = file.Place.Display;
        return display.Length > path.Length ? display.Substring(0, display.Length - path.Length - 1) : string.Empty;
    }
}
