using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Manifests;

/// <summary>What the manifests beside the policy approve for one edition. Paths and tensors are looked up exactly: an allow-list has no patterns.</summary>
internal sealed class ApprovedManifest
{
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tensors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tensorNames = new(StringComparer.Ordinal);

    private ApprovedManifest(string expectedName) => ExpectedName = expectedName;

    /// <summary>Whether there is a manifest at all.</summary>
    public bool Exists { get; private set; }

    /// <summary>Where it is or would be, relative to the policy's folder.</summary>
    public string ExpectedName { get; }

    /// <summary>Manifests that are there and could not be read, and why.</summary>
    public List<(string Name, string Why)> Unread { get; } = [];

    /// <summary>The manifests that were read, with their names.</summary>
    public List<(string Name, EditionManifest Manifest)> Read { get; } = [];

    /// <summary>The manifest of the product; where no product was chosen, those of all products of the policy together.</summary>
    public static ApprovedManifest Find(EditionPolicy policy, Product? product, Edition edition, CancellationToken ct)
    {
        var products = product is not null ? [product]
            : policy.Products.Count > 0 ? policy.Products.Select(static each => (Product?)each)
            : new Product?[] { null };
        var manifest = new ApprovedManifest("editions/" + ManifestWriter.NameFor(product ?? policy.Products.FirstOrDefault(), edition));
        foreach (var each in products)
        {
            var path = ManifestWriter.PathFor(policy, each, edition);
            if (File.Exists(path))
            {
                manifest.Add(path, each, edition, ct);
            }
        }

        return manifest;
    }

    /// <summary>Whether the file is on the list.</summary>
    public bool Lists(FileFacts file) => _files.Contains(PathOf(file));

    /// <summary>Whether a tensor of that name, element type and shape is on the list.</summary>
    public bool ListsTensor(string name, string dtype, IReadOnlyList<long> shape) => _tensors.Contains(IdentityOf(name, dtype, shape));

    /// <summary>Whether a tensor of that name is on the list, whatever its type and shape.</summary>
    public bool ListsTensorName(string name) => _tensorNames.Contains(name);

    /// <summary>A file as a manifest names it: an archive's entry by its path in the archive, because the archive's own name carries a version.</summary>
    public static string PathOf(FileFacts file) => file.Place.Entry ?? file.Place.File;

    /// <summary>Name, type and shape as one text.</summary>
    public static string IdentityOf(string name, string dtype, IReadOnlyList<long> shape) => name + "\n" + dtype.ToUpperInvariant() + "\n" + string.Join(",", shape);

    /// <summary>Whether the file is what every package has around its content: the package itself, its relationships, its signature (ECMA-376 part 2). They change with every pack.</summary>
    public static bool IsPackaging(FileFacts file)
    {
        if (file.Place.Entry is null)
        {
            return file.Archive is not null && IsPackage(file.Place.File);
        }

        return IsPackage(file.Place.File) && file.Place.Entry.IndexOf("!/", StringComparison.Ordinal) < 0
            && (file.Place.Entry is "_rels/.rels" or "[Content_Types].xml" or ".signature.p7s"
                || file.Place.Entry.StartsWith("package/services/metadata/core-properties/", StringComparison.Ordinal));
    }

    private static bool IsPackage(string file) => file.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".snupkg", StringComparison.OrdinalIgnoreCase);

    private void Add(string path, Product? product, Edition edition, CancellationToken ct)
    {
        Exists = true;
        var name = "editions/" + Path.GetFileName(path);
        if (ManifestReader.Read(path, ct, out var problem) is not { } manifest)
        {
            Unread.Add((name, problem!));
            return;
        }

        if (manifest.Edition != edition.Id || manifest.Product != (product?.Id ?? string.Empty))
        {
            Unread.Add((name, $"it is the manifest of product '{manifest.Product}' in edition '{manifest.Edition}'"));
            return;
        }

        Read.Add((name, manifest));
        _files.UnionWith(manifest.Files.Select(static file => file.Path));
        foreach (var tensor in manifest.Tensors)
        {
            _tensors.Add(IdentityOf(tensor.Name, tensor.Dtype, tensor.Shape));
            _tensorNames.Add(tensor.Name);
        }
    }
}
