using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Manifests;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>Describes what ships as a manifest and writes it, sorted and one entry a line, so that a change of it reads well in a review.</summary>
public static class ManifestWriter
{
    // NuGet's and semantic versions: a name goes on to be the same release's when the number rises.
    private static readonly Regex Version = new(@"[.-]v?\d+(?:\.\d+)+(?:[-+][0-9A-Za-z.+-]*?)?(\.(?:nupkg|snupkg|zip|tar|tar\.gz|tgz))$", RegexOptions.CultureInvariant);

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
        var facts = EditionInspector.Read(request with { FullContent = true }, null, progress, ct, tensorDigests: true);
        if (facts.AllProblems().FirstOrDefault(static met => met.Problem.Kind == Artifacts.ArtifactProblemKind.Unread) is { Place: { } place } unread)
        {
            throw new InvalidDataException($"'{place.Display}' was not read: {unread.Problem.Message}.");
        }

        return Describe(request, facts);
    }

    /// <summary>What facts amount to as a manifest. Digests are in it where content was read.</summary>
    internal static EditionManifest Describe(InspectionRequest request, ReleaseFacts facts)
    {
        var files = new SortedDictionary<string, ManifestFile>(StringComparer.Ordinal);
        var tensors = new SortedDictionary<string, ManifestTensor>(StringComparer.Ordinal);
        var licences = new SortedDictionary<string, ManifestLicence>(StringComparer.Ordinal);
        var components = new ComponentShares(request.Policy, request.Edition);
        foreach (var file in facts.Files.Where(static file => !file.IsResource && !ApprovedManifest.IsPackaging(file)))
        {
            var path = ApprovedManifest.PathOf(file);
            files[path] = new ManifestFile(path, file.Length, file.Content?.Sha256 ?? string.Empty) { Parameters = file.Artifact is null ? null : Sum(file.Artifact.Tensors) };
            components.Add(file);
            if (file.Document is { } document && DocumentFiles.IsLegal(file.Place.FileName))
            {
                licences[path] = new ManifestLicence(path, LicenceIdentity.Of(document)?.Id);
            }

            var digests = (file.Content?.Tensors ?? []).Where(static digest => digest.Cast is null).ToDictionary(static digest => digest.Tensor, static digest => digest.Sha256);
            for (var index = 0; index < (file.Artifact?.Tensors.Count ?? 0); index++)
            {
                var tensor = file.Artifact!.Tensors[index];
                var sha256 = digests.TryGetValue(index, out var digest) ? digest : null;
                tensors[ApprovedManifest.IdentityOf(tensor.Name, tensor.Type.Name, tensor.Shape) + "\n" + sha256] =
                    new ManifestTensor(tensor.Name, tensor.Type.Name, tensor.Shape) { Parameters = tensor.Parameters, Sha256 = sha256 };
            }
        }

        var product = request.Product ?? (request.Policy.Products.Count == 1 ? request.Policy.Products[0] : null);
        return new EditionManifest(product?.Id ?? string.Empty, request.Edition.Id, [.. files.Values], [.. tensors.Values])
        {
            Release = ReleaseOf(request),
            Policy = (request.PolicyIdentity ?? PolicyIdentity.OfFile(request.Policy.Path)) is { } identity ? identity with { Path = Path.GetFileName(identity.Path) } : null,
            Components = components.Complete(),
            Licences = [.. licences.Values],
        };
    }

    /// <summary>What a request is about, told again in the next build: a folder by its path from the policy's folder, a package by its name without version; null for several things.</summary>
    internal static string? ReleaseOf(InspectionRequest request)
    {
        if (request.Items.Count != 1)
        {
            return null;
        }

        var path = request.Items[0].SourcePath;
        return Directory.Exists(path) ? Baselines.Baseline.ReleaseOf(request.Policy, path) : Version.Replace(Path.GetFileName(path), "$1");
    }

    /// <summary>Writes a manifest as JSON with line feeds.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(EditionManifest manifest, TextWriter writer)
    {
        writer.Write("{\n  \"schema\": \"" + EditionManifest.Schema + "\",\n  \"product\": " + JsonValue.Quote(manifest.Product) + ",\n  \"edition\": " + JsonValue.Quote(manifest.Edition));
        writer.Write(manifest.Release is null ? string.Empty : ",\n  \"release\": " + JsonValue.Quote(manifest.Release));
        writer.Write(manifest.Policy is null ? string.Empty : ",\n  \"policy\": { \"path\": " + JsonValue.Quote(manifest.Policy.Path) + ", \"sha256\": " + JsonValue.Quote(manifest.Policy.Sha256) + " }");
        writer.Write(",\n  \"components\": [");
        WriteLines(writer, (manifest.Components ?? []).OrderBy(static component => component.Id, StringComparer.Ordinal).Select(static component =>
            $"{{ \"id\": {JsonValue.Quote(component.Id)}, \"standing\": \"{component.Standing.ToString().ToLowerInvariant()}\"{Optional("decision", component.Decision)}, \"files\": {Number(component.Files)}, \"tensors\": {Number(component.Tensors)}, \"parameters\": {Number(component.Parameters)} }}"));
        writer.Write("],\n  \"licences\": [");
        WriteLines(writer, manifest.Licences.OrderBy(static licence => licence.Path, StringComparer.Ordinal).Select(static licence => $"{{ \"path\": {JsonValue.Quote(licence.Path)}{Optional("spdx", licence.Spdx)} }}"));
        writer.Write($"],\n  \"totals\": {{ \"files\": {manifest.Files.Count}, \"bytes\": {Number(manifest.Files.Sum(static file => (decimal)file.Bytes))}, \"tensors\": {manifest.Tensors.Count}, \"parameters\": {Number(manifest.Tensors.Sum(static tensor => (decimal)(tensor.Parameters ?? 0)))} }}");
        writer.Write(",\n  \"files\": [");
        WriteLines(writer, manifest.Files.OrderBy(static file => file.Path, StringComparer.Ordinal).Select(static file =>
            $"{{ \"path\": {JsonValue.Quote(file.Path)}, \"bytes\": {Number(file.Bytes)}, \"sha256\": {JsonValue.Quote(file.Sha256)}{Optional("parameters", file.Parameters)} }}"));
        writer.Write("],\n  \"tensors\": [");
        WriteLines(writer, manifest.Tensors.OrderBy(static tensor => tensor.Name, StringComparer.Ordinal).Select(static tensor =>
            $"{{ \"name\": {JsonValue.Quote(tensor.Name)}, \"dtype\": {JsonValue.Quote(tensor.Dtype)}, \"shape\": [{string.Join(", ", tensor.Shape.Select(static size => Number(size)))}]{Optional("parameters", tensor.Parameters)}{Optional("sha256", tensor.Sha256)} }}"));
        writer.Write("]\n}\n");
    }

    private static long Sum(IReadOnlyList<Artifacts.TensorFact> tensors) => (long)Math.Min(long.MaxValue, tensors.Sum(static tensor => (decimal)tensor.Parameters));

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Optional(string name, string? value) => value is null ? string.Empty : $", \"{name}\": {JsonValue.Quote(value)}";

    private static string Optional(string name, long? value) => value is null ? string.Empty : $", \"{name}\": {Number(value.Value)}";

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
