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
        if (JsonFile.Read(source, ct, out var fault, MaxBytes) is not { } root)
        {
            problem = fault?.Message ?? "cannot be read";
            return null;
        }

        try
        {
            var isFirst = root.Kind == JsonValue.ValueKind.Object && root.Properties.Any(static property => property.Name == "schema" && property.Value is { Kind: JsonValue.ValueKind.Text, Text: EditionManifest.FirstSchema });
            var top = isFirst
                ? Members(root, ["schema", "product", "edition", "files", "tensors"])
                : Members(root, ["schema", "product", "edition", "components", "licences", "totals", "files", "tensors"], "release", "policy");
            if (!isFirst && Text(top["schema"]) != EditionManifest.Schema)
            {
                throw new FormatException($"(line {top["schema"].Line}) its schema is '{Text(top["schema"])}', not '{EditionManifest.Schema}'");
            }

            var files = Array(top["files"]).Select(static value =>
            {
                var file = Members(value, ["path", "bytes", "sha256"], "parameters");
                return new ManifestFile(Text(file["path"]), Whole(file["bytes"]), Text(file["sha256"])) { Parameters = file.TryGetValue("parameters", out var parameters) ? Whole(parameters) : null };
            }).ToList();
            var tensors = Array(top["tensors"]).Select(static value =>
            {
                var tensor = Members(value, ["name", "dtype", "shape"], "parameters", "sha256");
                return new ManifestTensor(Text(tensor["name"]), Text(tensor["dtype"]), Array(tensor["shape"]).Select(Whole).ToList())
                {
                    Parameters = tensor.TryGetValue("parameters", out var parameters) ? Whole(parameters) : null,
                    Sha256 = tensor.TryGetValue("sha256", out var sha256) ? Text(sha256) : null,
                };
            }).ToList();
            problem = null;
            return new EditionManifest(Text(top["product"]), Text(top["edition"]), files, tensors)
            {
                Release = top.TryGetValue("release", out var release) ? Text(release) : null,
                Policy = top.TryGetValue("policy", out var policy) && Members(policy, ["path", "sha256"]) is var identity ? new PolicyIdentity(Text(identity["path"]), Text(identity["sha256"])) : null,
                Components = isFirst ? null : Array(top["components"]).Select(ComponentOf).ToList(),
                Licences = isFirst ? [] : Array(top["licences"]).Select(static value =>
                {
                    var licence = Members(value, ["path"], "spdx");
                    return new ManifestLicence(Text(licence["path"]), licence.TryGetValue("spdx", out var spdx) ? Text(spdx) : null);
                }).ToList(),
            };
        }
        catch (FormatException error)
        {
            problem = "is not a manifest this version understands: " + error.Message;
            return null;
        }
    }

    private static ManifestComponent ComponentOf(JsonValue value)
    {
        var component = Members(value, ["id", "standing", "files", "tensors", "parameters"], "decision");
        var standing = Text(component["standing"]) switch
        {
            "allowed" => Standing.Allowed,
            "gated" => Standing.Gated,
            "withheld" => Standing.Withheld,
            var other => throw new FormatException($"(line {component["standing"].Line}) '{other}' is no standing; there are allowed, gated and withheld"),
        };
        return new ManifestComponent(
            Text(component["id"]),
            standing,
            component.TryGetValue("decision", out var decision) ? Text(decision) : null,
            Whole(component["files"]),
            Whole(component["tensors"]),
            Whole(component["parameters"]));
    }

    private static Dictionary<string, JsonValue> Members(JsonValue value, string[] names, params string[] optional)
    {
        Expect(value, JsonValue.ValueKind.Object);
        var members = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var property in value.Properties)
        {
            if ((System.Array.IndexOf(names, property.Name) < 0 && System.Array.IndexOf(optional, property.Name) < 0) || members.ContainsKey(property.Name))
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
