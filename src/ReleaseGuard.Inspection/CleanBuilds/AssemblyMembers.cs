using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.CleanBuilds;

/// <summary>
/// What an assembly is, apart from what every compilation makes anew (its id, its time): types, members with their signatures, constants and
/// code sizes, references, texts, resources. Two builds of the same sources have the same, deterministic or not.
/// </summary>
internal static class AssemblyMembers
{
    /// <summary>The lines; null for what is no managed assembly.</summary>
    internal static HashSet<string>? Read(Stream stream)
    {
        try
        {
            using var image = new PEReader(stream, PEStreamOptions.PrefetchEntireImage);
            return image.HasMetadata ? Read(image, image.GetMetadataReader()) : null;
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static HashSet<string> Read(PEReader image, MetadataReader metadata)
    {
        var lines = new HashSet<string>(StringComparer.Ordinal);
        var ids = new DocumentationIds(metadata);
        foreach (var handle in metadata.AssemblyReferences)
        {
            var reference = metadata.GetAssemblyReference(handle);
            lines.Add($"a reference to {metadata.GetString(reference.Name)} {reference.Version}");
        }

        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var name = ids.Of(type);
            lines.Add($"the type {name}");
            foreach (var field in type.GetFields())
            {
                var definition = metadata.GetFieldDefinition(field);
                var value = definition.GetDefaultValue() is { IsNil: false } constant ? " = " + Convert.ToBase64String(metadata.GetBlobBytes(metadata.GetConstant(constant).Value)) : "";
                lines.Add($"the field {name}.{metadata.GetString(definition.Name)}{value}");
            }

            foreach (var method in type.GetMethods())
            {
                var definition = metadata.GetMethodDefinition(method);
                var size = definition.RelativeVirtualAddress == 0 ? 0 : image.GetMethodBody(definition.RelativeVirtualAddress).Size;
                lines.Add($"the method {name}.{metadata.GetString(definition.Name)} ({definition.GetParameters().Count} parameters, {size} bytes)");
            }
        }

        for (var text = MetadataTokens.UserStringHandle(0); ;)
        {
            text = metadata.GetNextHandle(text);
            if (text.IsNil)
                break;
            lines.Add($"the text '{metadata.GetUserString(text)}'");
        }

        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            lines.Add($"the resource {metadata.GetString(resource.Name)}{DigestOf(image, resource)}");
        }

        return lines;
    }

    private static string DigestOf(PEReader image, ManifestResource resource)
    {
        if (!resource.Implementation.IsNil || image.PEHeaders.CorHeader is not { } header)
            return "";
        var reader = image.GetSectionData(header.ResourcesDirectory.RelativeVirtualAddress).GetReader();
        reader.Offset = checked((int)resource.Offset);
        var bytes = reader.ReadBytes(reader.ReadInt32());
        using var sha256 = SHA256.Create();
        return " " + Hex.Lower(sha256.ComputeHash(bytes)).Substring(0, 16);
    }
}
