using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>A folder with a configuration and the model files beside it: what one loader takes together.</summary>
/// <param name="Configuration">The file <c>config.json</c>.</param>
/// <param name="Json">Its content.</param>
/// <param name="Files">The model files of the folder.</param>
internal sealed record ModelFolder(FileFacts Configuration, JsonValue Json, IReadOnlyList<FileFacts> Files)
{
    /// <summary>Every such folder of a release. Adapters are left out: their tensors are not the configuration's.</summary>
    public static IEnumerable<ModelFolder> Of(ReleaseFacts facts) => facts.Files
        .GroupBy(static file => file.Place.Folder, StringComparer.Ordinal)
        .Select(static folder => (
            Configuration: folder.FirstOrDefault(static file => file.Place.FileName == "config.json" && file.Json is { Kind: JsonValue.ValueKind.Object }),
            Files: folder.Where(static file => file.Artifact is { Tensors.Count: > 0 } && !file.Place.FileName.StartsWith("adapter_", StringComparison.Ordinal)).ToList()))
        .Where(static folder => folder.Configuration is not null && folder.Files.Count > 0)
        .Select(static folder => new ModelFolder(folder.Configuration!, folder.Configuration!.Json!, folder.Files));

    /// <summary>All tensors of the folder.</summary>
    public IEnumerable<TensorFact> Tensors => Files.SelectMany(static file => file.Artifact!.Tensors);

    /// <summary>The largest of the counts the configuration declares under any of the names; null when it declares none. A vision tower's count does not make a text tower's layer an orphan.</summary>
    public (string Path, JsonProperty Property, long Value)? LargestDeclared(IReadOnlyList<string> keys)
    {
        (string Path, JsonProperty Property, long Value)? largest = null;
        foreach (var found in ModelConfiguration.Find(Json, keys))
        {
            if (largest is null || found.Value > largest.Value.Value)
            {
                largest = found;
            }
        }

        return largest;
    }
}
