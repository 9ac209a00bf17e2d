using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.Manifests;

/// <summary>Reads a manifest strictly: another schema, an unknown property or a missing one is a problem, because a list that is half understood approves what nobody approved.</summary>
internal static class ManifestReader
{
    /// <summary>The manifest; null with the reason.</summary>
    public static EditionManifest? Read(string path, CancellationToken ct, out string? problem)
    {
        try
        {
            using var source = new FileArtifactSource(path);
            return Read(source, ct, out problem);
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            problem = FolderWalk.Describe(error);
            return null;
        }
    }

    /// <summary>The manifest; null with the reason.</summary>
    public static EditionManifest? Read(IArtifactSource source, CancellationToken ct, out string? problem)
    {
        if (JsonFile.Read(source, ct, out var fault) is not { } root)
        {
            problem = fault?.Message ?? "cannot be read";
            return null;
        }

        try
        {
            var top = Members(root, "schema", "product", "edition", "files", "tensors");
            if (Text(top["schema"]) != EditionManifest.Schema)
            {
                throw new FormatException($"(line {top["schema"].Line}) its schema is '{Text(top["schema"])}', not '{EditionManifest.Schema}'");
            }

            var files = Array(top["files"]).Select(static value =>
            {
                var file = Members(value, "path", "bytes", "sha256");
                return new ManifestFile(Text(file["path"]), Whole(file["bytes"]), Text(file["sha256"]));
            }).ToList();
            var tensors = Array(top["tensors"]).Select(static value =>
            {
                var tensor = Members(value, "name", "dtype", "shape");
                return new ManifestTensor(Text(tensor["name"]), Text(tensor["dtype"]), Array(tensor["shape"]).Select(Whole).ToList());
            }).ToList();
            problem = null;
            return new EditionManifest(Text(top["product"]), Text(top["edition"]), files, tensors);
        }
        catch (FormatException error)
        {
            problem = "is not a manifest this version understands: " + error.Message;
            return null;
        }
    }

    private static Dictionary<string, JsonValue> Members(JsonValue value, params string[] names)
    {
        Expect(value, JsonValue.ValueKind.Object);
        var members = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var property in value.Properties)
        {
            if (System.Array.IndexOf(names, property.Name) < 0 || members.ContainsKey(property.Name))
            {
                throw new FormatException($"(line {property.Line}) '{property.Name}' is unknown or stated twice");
            }

            members.Add(property.Name, property.Value);
        }

        foreach (var name in names)
        {
            if (!members.ContainsKey(name))
            {
                throw new FormatException($"(line {value.Line}) '{name}' is missing");
            }
        }

        return members;
    }

    private static string Text(JsonValue value) => Expect(value, JsonValue.ValueKind.Text).Text;

    private static IReadOnlyList<JsonValue> Array(JsonValue value) => Expect(value, JsonValue.ValueKind.Array).Items;

    private static long Whole(JsonValue value) => value.Whole ?? throw new FormatException($"(line {value.Line}) a whole number was expected");

    private static JsonValue Expect(JsonValue value, JsonValue.ValueKind kind) =>
        value.Kind == kind ? value : throw new FormatException($"(line {value.Line}) {kind} was expected");
}
