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
    private const int MaxSymbolBytes = 256 * 1024 * 1024;

    /// <summary>Whether the content begins as a portable executable does.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.Length >= 2 && head[0] == (byte)'M' && head[1] == (byte)'Z';

    /// <summary>The assembly's facts; null for a native executable. A damaged one yields a problem.</summary>
    public static AssemblyFacts? Read(IArtifactSource source, NameQuestions? asked, bool publicApi, out ArtifactProblem? problem)
    {
        problem = null;
        try
        {
            using var image = new PEReader(new ArtifactStream(source), asked is null ? PEStreamOptions.PrefetchMetadata : PEStreamOptions.Default);
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
            var facts = new AssemblyFacts(name, references) { Resources = Resources(source, image.PEHeaders, metadata), PublicApi = publicApi ? PublicApi.Of(metadata) : [] };
            if (asked is null)
            {
                return facts;
            }

            var (id, symbols) = Symbols(image, asked, ref problem);
            return facts with { Names = AssemblyNaming.Read(image, metadata, asked), SymbolId = id, Symbols = symbols };
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException or IOException or InvalidDataException or NotSupportedException)
        {
            problem = new ArtifactProblem("assembly", ArtifactProblemKind.Unread, "begins as an executable does, but its metadata cannot be read");
            return null;
        }
    }

    /// <summary>The id of the symbols, and the symbols themselves where they are embedded (Portable PDB v1.0, debug directory).</summary>
    private static (Guid? Id, SymbolFacts? Symbols) Symbols(PEReader image, NameQuestions asked, ref ArtifactProblem? problem)
    {
        Guid? id = null;
        SymbolFacts? symbols = null;
        foreach (var entry in image.ReadDebugDirectory())
        {
            if (entry.Type == DebugDirectoryEntryType.CodeView && entry.DataSize > 0)
            {
                id = image.ReadCodeViewDebugDirectoryData(entry).Guid;
            }
            else if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb && entry.DataSize > 8)
            {
                // Four letters, the inflated length, a deflate stream.
                var data = image.GetSectionData(entry.DataRelativeVirtualAddress).GetReader(0, entry.DataSize).ReadBytes(entry.DataSize);
                var length = BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(4, 4));
                if (length < 0 || length > MaxSymbolBytes || ArchiveBudget.IsBomb(length, data.Length))
                {
                    problem = new ArtifactProblem("pdb", ArtifactProblemKind.Unread, $"embeds symbols of {length} bytes, which are not inflated");
                    continue;
                }

                var bytes = new byte[length];
                using var inflating = new System.IO.Compression.DeflateStream(new MemoryStream(data, 8, data.Length - 8), System.IO.Compression.CompressionMode.Decompress);
                for (int at = 0, read; at < length && (read = inflating.Read(bytes, at, length - at)) > 0; at += read)
                {
                }

                symbols = PortablePdb.Read(bytes, asked, out var unread);
                problem = unread ?? problem;
            }
        }

        return (id, symbols);
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
