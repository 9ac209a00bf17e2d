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
    private ModelStructure? _structure;

    /// <summary>What its tensors say about the model's build; read when first asked for.</summary>
    public ModelStructure Structure => _structure ??= ModelStructure.From(Tensors);

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

    /// <summary>The largest of the counts the configuration declares under any of the names; null when it declares none.</summary>
    public (string Path, JsonProperty Property, long Value)? LargestDeclared(IReadOnlyList<string> keys) => LargestDeclared(keys, static _ => true);

    /// <summary>
    /// The same of the part that looks at pictures, or of all the rest. One says nothing of the other: a configuration may leave the text part's
    /// count to its loader's defaults and write that of the vision tower.
    /// </summary>
    public (string Path, JsonProperty Property, long Value)? LargestDeclared(IReadOnlyList<string> keys, bool ofVision) =>
        LargestDeclared(keys, path => ModelStructure.IsOfVision(path) == ofVision);

    private (string Path, JsonProperty Property, long Value)? LargestDeclared(IReadOnlyList<string> keys, Func<string, bool> isMeant)
    {
        (string Path, JsonProperty Property, long Value)? largest = null;
        foreach (var found in ModelConfiguration.Find(Json, keys))
        {
            if (isMeant(found.Path) && (largest is null || found.Value > largest.Value.Value))
            {
                largest = found;
            }
        }

        return largest;
    }
}
