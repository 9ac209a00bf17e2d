using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Manifests;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>Describes what ships as a manifest and writes it, sorted and one entry a line, so that a change of it reads well in a review.</summary>
public static class ManifestWriter
{
    /// <summary>Where a manifest is kept: <c>editions/&lt;product&gt;.&lt;edition&gt;.manifest.json</c> beside the policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="product">The product; null for a policy without products.</param>
    /// <param name="edition">The edition.</param>
    public static string PathFor(EditionPolicy policy, Product? product, Edition edition) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? string.Empty, "editions", NameFor(product, edition));

    /// <summary>Reads everything in the request, content included, and lists it. Nothing is judged.</summary>
    /// <param name="request">What ships.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="InvalidDataException">Something could not be read: what was not read cannot be approved.</exception>
    public static EditionManifest Describe(InspectionRequest request, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        var facts = EditionInspector.Read(request with { FullContent = true }, null, progress, ct);
        if (facts.AllProblems().FirstOrDefault(static met => met.Problem.Kind == Artifacts.ArtifactProblemKind.Unread) is { Place: { } place } unread)
        {
            throw new InvalidDataException($"'{place.Display}' was not read: {unread.Problem.Message}.");
        }

        var files = new SortedDictionary<string, ManifestFile>(StringComparer.Ordinal);
        var tensors = new SortedDictionary<string, ManifestTensor>(StringComparer.Ordinal);
        foreach (var file in facts.Files.Where(static file => !file.IsResource && !ApprovedManifest.IsPackaging(file)))
        {
            var path = ApprovedManifest.PathOf(file);
            files[path] = new ManifestFile(path, file.Length, file.Content?.Sha256 ?? string.Empty);
            foreach (var tensor in file.Artifact?.Tensors ?? [])
            {
                tensors[ApprovedManifest.IdentityOf(tensor.Name, tensor.Type.Name, tensor.Shape)] = new ManifestTensor(tensor.Name, tensor.Type.Name, tensor.Shape);
            }
        }

        var product = request.Product ?? (request.Policy.Products.Count == 1 ? request.Policy.Products[0] : null);
        return new EditionManifest(product?.Id ?? string.Empty, request.Edition.Id, [.. files.Values], [.. tensors.Values]);
    }

    /// <summary>Writes a manifest as JSON with line feeds.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(EditionManifest manifest, TextWriter writer)
    {
        writer.Write("{\n  \"schema\": \"" + EditionManifest.Schema + "\",\n  \"product\": " + JsonValue.Quote(manifest.Product) + ",\n  \"edition\": " + JsonValue.Quote(manifest.Edition) + ",\n  \"files\": [");
        WriteLines(writer, manifest.Files.OrderBy(static file => file.Path, StringComparer.Ordinal).Select(static file =>
            $"{{ \"path\": {JsonValue.Quote(file.Path)}, \"bytes\": {file.Bytes.ToString(CultureInfo.InvariantCulture)}, \"sha256\": {JsonValue.Quote(file.Sha256)} }}"));
        writer.Write("],\n  \"tensors\": [");
        WriteLines(writer, manifest.Tensors.OrderBy(static tensor => tensor.Name, StringComparer.Ordinal).Select(static tensor =>
            $"{{ \"name\": {JsonValue.Quote(tensor.Name)}, \"dtype\": {JsonValue.Quote(tensor.Dtype)}, \"shape\": [{string.Join(", ", tensor.Shape.Select(static size => size.ToString(CultureInfo.InvariantCulture)))}] }}"));
        writer.Write("]\n}\n");
    }

    internal static string NameFor(Product? product, Edition edition) => (product is null ? string.Empty : product.Id + ".") + edition.Id + ".manifest.json";

    private static void WriteLines(TextWriter writer, IEnumerable<string> lines)
    {
        var any = false;
        foreach (var line in lines)
        {
            writer.Write((any ? ",\n    " : "\n    ") + line);
            any = true;
        }

        if (any)
        {
            writer.Write("\n  ");
        }
    }
}
