using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Reads the names in a .NET assembly's metadata and finds its embedded resources. Nothing of it is loaded or run.</summary>
internal static class AssemblyReader
{
    /// <summary>Whether the content begins as a portable executable does.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.Length >= 2 && head[0] == (byte)'M' && head[1] == (byte)'Z';

    /// <summary>The assembly's facts; null for a native executable. A damaged one yields a problem.</summary>
    public static AssemblyFacts? Read(IArtifactSource source, out ArtifactProblem? problem)
    {
        problem = null;
        try
        {
            using var image = new PEReader(new ArtifactStream(source), PEStreamOptions.PrefetchMetadata);
            if (!image.HasMetadata)
            {
                return null;
            }

            var metadata = image.GetMetadataReader(MetadataReaderOptions.None);
            var references = new List<string>();
            foreach (var handle in metadata.AssemblyReferences)
            {
                references.Add(metadata.GetString(metadata.GetAssemblyReference(handle).Name));
            }

            var name = metadata.IsAssembly ? metadata.GetString(metadata.GetAssemblyDefinition().Name) : null;
            return new AssemblyFacts(name, references) { Resources = Resources(source, image.PEHeaders, metadata) };
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException or IOException or NotSupportedException)
        {
            problem = new ArtifactProblem("assembly", ArtifactProblemKind.Unread, "begins as an executable does, but its metadata cannot be read");
            return null;
        }
    }

    /// <summary>Embedded resources (ECMA-335 II.24.2.4): each a length and that many bytes, from the start of the resources directory.</summary>
    private static List<AssemblyResource> Resources(IArtifactSource source, PEHeaders headers, MetadataReader metadata)
    {
        var resources = new List<AssemblyResource>();
        if (metadata.ManifestResources.Count == 0 || headers.CorHeader is not { } cor || !headers.TryGetDirectoryOffset(cor.ResourcesDirectory, out var start))
        {
            return resources;
        }

        var length = new byte[4];
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (!resource.Implementation.IsNil)
            {
                continue;
            }

            var at = start + resource.Offset;
            if (!source.TryReadAll(at, length) || BinaryPrimitives.ReadUInt32LittleEndian(length) is var size && size > source.Length - at - 4)
            {
                throw new BadImageFormatException();
            }

            resources.Add(new AssemblyResource(metadata.GetString(resource.Name), at + 4, size));
        }

        return resources;
    }
}
