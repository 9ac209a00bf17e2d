using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Manifests;

/// <summary>Reads a manifest strictly: another schema, an unknown property or a missing one is a problem, because a list that is half understood approves what nobody approved.</summary>
internal static class ManifestReader
{
    /// <summary>A manifest of half a million tensors with their digests takes 110 MB; four times that is read.</summary>
    private const int MaxBytes = 512 * 1024 * 1024;

    private static readonly string[] FileMembers = ["path", "bytes", "sha256"];
    private static readonly string[] FileOptions = ["parameters"];
    private static readonly string[] TensorMembers = ["name", "dtype", "shape"];
    private static readonly string[] TensorOptions = ["parameters", "sha256"];

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
        try
        {
            var files = new List<ManifestFile>();
            var tensors = new List<ManifestTensor>();
            var lists = new Dictionary<string, Action<JsonValue>>(StringComparer.Ordinal)
            {
                ["files"] = value => files.Add(FileOf(value)),
                ["tensors"] = value => tensors.Add(TensorOf(value)),
            };
            if (JsonFile.Read(source, ct, out var fault, MaxBytes, lists) is not { } root)
            {
                problem = fault?.Message ?? "cannot be read";
                return null;
            }

            var isFirst = root.Kind == JsonValue.ValueKind.Object && root["schema"] is { Kind: JsonValue.ValueKind.Text, Text: EditionManifest.FirstSchema };
            var top = isFirst
                ? Members(root, ["schema", "product", "edition", "files", "tensors"])
                : Members(root, ["schema", "product", "edition", "components", "licences", "totals", "files", "tensors"], ["release", "policy"]);
            if (!isFirst && Text(top["schema"]!) != EditionManifest.Schema)
            {
                throw new FormatException($"(line {top["schema"]!.Line}) its schema is '{Text(top["schema"]!)}', not '{EditionManifest.Schema}'");
            }

            Array(top["files"]!);
            Array(top["tensors"]!);
            problem = null;
            return new EditionManifest(Text(top["product"]!), Text(top["edition"]!), files, tensors)
            {
                Release = top["release"] is { } release ? Text(release) : null,
                Policy = top["policy"] is { } policy && Members(policy, ["path", "sha256"]) is var identity ? new PolicyIdentity(Text(identity["path"]!), Text(identity["sha256"]!)) : null,
                Components = isFirst ? null : Array(top["components"]!).Select(ComponentOf).ToList(),
                Licences = isFirst ? [] : Array(top["licences"]!).Select(static value =>
                {
                    var licence = Members(value, ["path"], ["spdx"]);
                    return new ManifestLicence(Text(licence["path"]!), licence["spdx"] is { } spdx ? Text(spdx) : null);
                }).ToList(),
            };
        }
        catch (FormatException error)
        {
            problem = "is not a manifest this version understands: " + error.Message;
            return null;
        }
    }

    private static ManifestFile FileOf(JsonValue value)
    {
        var file = Members(value, FileMembers, FileOptions);
        return new ManifestFile(Text(file["path"]!), Whole(file["bytes"]!), Text(file["sha256"]!)) { Parameters = file["parameters"] is { } parameters ? Whole(parameters) : null };
    }

    private static ManifestTensor TensorOf(JsonValue value)
    {
        var tensor = Members(value, TensorMembers, TensorOptions);
        return new ManifestTensor(Text(tensor["name"]!), Text(tensor["dtype"]!), Array(tensor["shape"]!).Select(Whole).ToArray())
        {
            Parameters = tensor["parameters"] is { } parameters ? Whole(parameters) : null,
            Sha256 = tensor["sha256"] is { } sha256 ? Text(sha256) : null,
        };
    }

    private static ManifestComponent ComponentOf(JsonValue value)
    {
        var component = Members(value, ["id", "standing", "files", "tensors", "parameters"], ["decision"]);
        var standing = Text(component["standing"]!) switch
        {
            "allowed" => Standing.Allowed,
            "gated" => Standing.Gated,
            "withheld" => Standing.Withheld,
            var other => throw new FormatException($"(line {component["standing"]!.Line}) '{other}' is no standing; there are allowed, gated and withheld"),
        };
        return new ManifestComponent(
            Text(component["id"]!),
            standing,
            component["decision"] is { } decision ? Text(decision) : null,
            Whole(component["files"]!),
            Whole(component["tensors"]!),
            Whole(component["parameters"]!));
    }

    /// <summary>The object itself, once it is known to hold each of the names, at most the optional ones beside them, and none twice.</summary>
    private static JsonValue Members(JsonValue value, string[] names, string[]? optional = null)
    {
        Expect(value, JsonValue.ValueKind.Object);
        for (var index = 0; index < value.Properties.Count; index++)
        {
            var property = value.Properties[index];
            var isKnown = System.Array.IndexOf(names, property.Name) >= 0 || (optional is not null && System.Array.IndexOf(optional, property.Name) >= 0);
            for (var earlier = 0; isKnown && earlier < index; earlier++)
            {
                isKnown = value.Properties[earlier].Name != property.Name;
            }

            if (!isKnown)
            {
                throw new FormatException($"(line {property.Line}) '{property.Name}' is unknown or stated twice");
            }
        }

        foreach (var name in names)
        {
            if (value[name] is null)
            {
                throw new FormatException($"(line {value.Line}) '{name}' is missing");
            }
        }

        return value;
    }

    private static string Text(JsonValue value) => Expect(value, JsonValue.ValueKind.Text).Text;

    private static IReadOnlyList<JsonValue> Array(JsonValue value) => Expect(value, JsonValue.ValueKind.Array).Items;

    private static long Whole(JsonValue value) => value.Whole ?? throw new FormatException($"(line {value.Line}) a whole number was expected");

    private static JsonValue Expect(JsonValue value, JsonValue.ValueKind kind) =>
        value.Kind == kind ? value : throw new FormatException($"(line {value.Line}) {kind} was expected");
}
