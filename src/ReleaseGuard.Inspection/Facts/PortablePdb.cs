using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>
/// Reads a portable PDB (Portable PDB v1.0 specification): the paths of documents, the imports, the sources embedded in it, SourceLink,
/// and the names and constants of locals. A published symbol file tells whoever has it how the full edition is laid out.
/// </summary>
internal static class PortablePdb
{
    /// <summary>Larger symbol files are reported as not read; none is known.</summary>
    private const int MaxBytes = 256 * 1024 * 1024;

    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid s_sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    /// <summary>Whether the content begins as stand-alone metadata does.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.Length > 16 && head[0] == (byte)'B' && head[1] == (byte)'S' && head[2] == (byte)'J' && head[3] == (byte)'B';

    /// <summary>Reads a symbol file.</summary>
    public static SymbolFacts? Read(IArtifactSource source, NameQuestions asked, out ArtifactProblem? problem)
    {
        if (source.Length > MaxBytes)
        {
            problem = Unread($"is a symbol file of more than {MaxBytes >> 20} MiB");
            return null;
        }

        var image = new byte[source.Length];
        if (!source.TryReadAll(0, image))
        {
            problem = Unread("became shorter while it was read");
            return null;
        }

        return Read(image, asked, out problem);
    }

    /// <summary>Reads symbols that lie in memory.</summary>
    public static SymbolFacts? Read(byte[] image, NameQuestions asked, out ArtifactProblem? problem)
    {
        problem = null;
        try
        {
            using var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(image));
            var metadata = provider.GetMetadataReader();
            if (metadata.DebugMetadataHeader is not { } header)
            {
                return null;
            }

            var names = new Names(metadata, asked);
            names.Read();
            return new SymbolFacts(IdOf(header.Id), names.Found, image);
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException or InvalidDataException or DecoderFallbackException)
        {
            problem = Unread("begins as a symbol file does, but cannot be read");
            return null;
        }
    }

    /// <summary>The source line of a place in a method.</summary>
    public static SourcePlace? LineOf(byte[] image, int method, int offset)
    {
        try
        {
            using var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(image));
            var metadata = provider.GetMetadataReader();
            if (method < 1 || method > metadata.MethodDebugInformation.Count)
            {
                return null;
            }

            SourcePlace? line = null;
            foreach (var point in metadata.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(method)).GetSequencePoints())
            {
                if (point.IsHidden || (point.Offset > offset && line is not null))
                {
                    continue;
                }

                line = new SourcePlace(metadata.GetString(metadata.GetDocument(point.Document).Name), point.StartLine, point.StartColumn);
            }

            return line;
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static Guid IdOf(ImmutableArray<byte> id)
    {
        var guid = new byte[16];
        for (var index = 0; index < 16 && index < id.Length; index++)
        {
            guid[index] = id[index];
        }

        return new Guid(guid);
    }

    private static ArtifactProblem Unread(string why) => new("pdb", ArtifactProblemKind.Unread, why);

    private sealed class Names(MetadataReader metadata, NameQuestions asked)
    {
        private readonly HashSet<(NameSource, string, string?, int?)> _seen = [];

        public List<NamedFact> Found { get; } = [];

        public void Read()
        {
            foreach (var handle in metadata.Documents)
            {
                var path = metadata.GetString(metadata.GetDocument(handle).Name);
                if (asked.Path(path) || asked.Text(path))
                {
                    Add(new NamedFact(NameSource.Document, path));
                }
            }

            foreach (var handle in metadata.ImportScopes)
            {
                foreach (var import in metadata.GetImportScope(handle).GetImports())
                {
                    // Only these kinds name a namespace; a type that is imported (using static, an alias) is a reference in the assembly itself.
                    if (import.Kind is ImportDefinitionKind.ImportNamespace or ImportDefinitionKind.ImportAssemblyNamespace or ImportDefinitionKind.AliasNamespace or ImportDefinitionKind.AliasAssemblyNamespace
                        && Text(import.TargetNamespace) is var space && asked.Symbol("N:" + space))
                    {
                        Add(new NamedFact(NameSource.Import, "N:" + space));
                    }
                }
            }

            foreach (var handle in metadata.CustomDebugInformation)
            {
                var information = metadata.GetCustomDebugInformation(handle);
                var kind = metadata.GetGuid(information.Kind);
                if (kind == s_embeddedSource && information.Parent.Kind == HandleKind.Document)
                {
                    ReadSource((DocumentHandle)information.Parent, metadata.GetBlobBytes(information.Value));
                }
                else if (kind == s_sourceLink)
                {
                    ReadSourceLink(Encoding.UTF8.GetString(metadata.GetBlobBytes(information.Value)));
                }
                else if (information.Parent.Kind == HandleKind.ModuleDefinition)
                {
                    // The options and the references of the compilation, with the names of their files.
                    ReadValue(metadata.GetBlobBytes(information.Value));
                }
            }

            for (var handle = metadata.GetNextHandle(MetadataTokens.StringHandle(0)); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            {
                if (metadata.GetString(handle) is { Length: > 0 } name && asked.Text(name))
                {
                    Add(new NamedFact(NameSource.MetadataName, name));
                }
            }

            foreach (var handle in metadata.LocalConstants)
            {
                ReadValue(metadata.GetBlobBytes(metadata.GetLocalConstant(handle).Signature));
            }
        }

        private void ReadValue(byte[] value)
        {
            foreach (var (_, text) in TextRuns.In(value, value.Length))
            {
                if (asked.Text(text))
                {
                    Add(new NamedFact(NameSource.Value, text));
                }
            }
        }

        /// <summary>Embedded source: four bytes, the inflated length or 0 for plain text, then the text.</summary>
        private void ReadSource(DocumentHandle document, byte[] blob)
        {
            if (blob.Length < 4)
            {
                return;
            }

            var length = blob[0] | blob[1] << 8 | blob[2] << 16 | blob[3] << 24;
            if (length < 0 || length > MaxBytes)
            {
                throw new BadImageFormatException();
            }

            using Stream bytes = length == 0
                ? new MemoryStream(blob, 4, blob.Length - 4)
                : new DeflateStream(new MemoryStream(blob, 4, blob.Length - 4), CompressionMode.Decompress);
            using var text = new StreamReader(new BoundedStream(bytes, MaxBytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            var path = metadata.GetString(metadata.GetDocument(document).Name);
            var number = 0;
            while (text.ReadLine() is { } line)
            {
                number++;
                if (asked.Code(line))
                {
                    Add(new NamedFact(NameSource.EmbeddedSource, line) { Line = number, Document = path });
                }
            }
        }

        private void ReadSourceLink(string json)
        {
            foreach (var part in json.Split('"'))
            {
                if (asked.Path(part) || asked.Text(part))
                {
                    Add(new NamedFact(NameSource.SourceLink, part));
                }
            }
        }

        private string Text(BlobHandle handle) => Encoding.UTF8.GetString(metadata.GetBlobBytes(handle));

        private void Add(NamedFact fact)
        {
            if (_seen.Add((fact.Source, fact.Text, fact.Document, fact.Line)))
            {
                Found.Add(fact);
            }
        }
    }
}
