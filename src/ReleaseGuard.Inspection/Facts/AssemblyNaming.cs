using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>
/// The names in an assembly that somebody asks about: what it declares, what it uses, the texts in its code, attributes and constants.
/// A copied constant or a <c>nameof</c> leaves no reference, only a text. For each the method that uses it, so that symbols can tell the line.
/// </summary>
internal sealed class AssemblyNaming
{
    private readonly PEReader _image;
    private readonly MetadataReader _metadata;
    private readonly NameQuestions _asked;
    private readonly DocumentationIds _ids;
    private readonly List<NamedFact> _found = [];
    private readonly HashSet<(NameSource, string)> _seen = [];

    private AssemblyNaming(PEReader image, MetadataReader metadata, NameQuestions asked)
    {
        _image = image;
        _metadata = metadata;
        _asked = asked;
        _ids = new DocumentationIds(metadata);
    }

    /// <summary>The names of one assembly.</summary>
    /// <exception cref="BadImageFormatException">The metadata is damaged.</exception>
    public static IReadOnlyList<NamedFact> Read(PEReader image, MetadataReader metadata, NameQuestions asked)
    {
        var reading = new AssemblyNaming(image, metadata, asked);
        reading.ReadDeclarations();
        reading.ReadReferences();
        reading.ReadHeaps();
        foreach (var handle in metadata.ManifestResources)
        {
            var name = metadata.GetString(metadata.GetManifestResource(handle).Name);
            if (asked.Text(name) || asked.Path(name))
            {
                reading.Add(NameSource.ResourceName, name);
            }
        }

        return reading._found;
    }

    private void ReadDeclarations()
    {
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var type = _metadata.GetTypeDefinition(handle);
            var name = _ids.Of(type);
            if (_asked.Symbol("T:" + name))
            {
                foreach (var method in type.GetMethods())
                {
                    Add(NameSource.Declaration, "T:" + name, MetadataTokens.GetRowNumber(method));
                    break;
                }

                Add(NameSource.Declaration, "T:" + name);
            }
            else if (_asked.Members)
            {
                ReadMembers(type, name);
            }
        }

        foreach (var handle in _metadata.ExportedTypes)
        {
            var type = _metadata.GetExportedType(handle);
            var space = _metadata.GetString(type.Namespace);
            var id = "T:" + (space.Length == 0 ? "" : space + ".") + _metadata.GetString(type.Name);
            if (_asked.Symbol(id))
            {
                Add(NameSource.Reference, id);
            }
        }
    }

    private void ReadMembers(TypeDefinition type, string owner)
    {
        foreach (var handle in type.GetMethods())
        {
            var method = _metadata.GetMethodDefinition(handle);
            AskMethod(NameSource.Declaration, owner, _metadata.GetString(method.Name), method.Signature, MetadataTokens.GetRowNumber(handle));
        }

        foreach (var handle in type.GetFields())
        {
            Ask(NameSource.Declaration, "F:" + owner + "." + _metadata.GetString(_metadata.GetFieldDefinition(handle).Name), null);
        }
    }

    private void ReadReferences()
    {
        var withheld = new HashSet<EntityHandle>();
        for (var row = 1; row <= _metadata.GetTableRowCount(TableIndex.TypeRef); row++)
        {
            var handle = MetadataTokens.TypeReferenceHandle(row);
            var id = "T:" + _ids.Of(_metadata.GetTypeReference(handle));
            if (_asked.Symbol(id))
            {
                withheld.Add(handle);
            }
        }

        foreach (var handle in withheld)
        {
            var id = "T:" + _ids.Of(_metadata.GetTypeReference((TypeReferenceHandle)handle));
            if (Use(TokensOf(handle)) is { } use)
            {
                Add(NameSource.Reference, id, use.Method, use.Offset);
            }
            else
            {
                Add(NameSource.Reference, id);
            }
        }

        if (!_asked.Members)
        {
            return;
        }

        foreach (var handle in _metadata.MemberReferences)
        {
            var member = _metadata.GetMemberReference(handle);
            if (withheld.Contains(member.Parent) || _ids.Owner(member.Parent) is not { } owner)
            {
                continue;
            }

            var name = _metadata.GetString(member.Name);
            var use = new Lazy<(int Method, int Offset)?>(() => Use([MetadataTokens.GetToken(handle)]));
            if (member.GetKind() == MemberReferenceKind.Method)
            {
                AskMethod(NameSource.Reference, owner, name, member.Signature, null, use);
            }
            else
            {
                Ask(NameSource.Reference, "F:" + owner + "." + name, null, use);
            }
        }
    }

    /// <summary>A method, and the property or event that it may be an accessor of.</summary>
    private void AskMethod(NameSource source, string owner, string name, BlobHandle signature, int? row, Lazy<(int Method, int Offset)?>? use = null)
    {
        Ask(source, _ids.Method(owner, name, signature), row, use);
        var underscore = name.IndexOf('_');
        if (underscore > 0 && name.Substring(0, underscore) is "get" or "set")
        {
            Ask(source, "P:" + owner + "." + name.Substring(underscore + 1), row, use);
        }
        else if (underscore > 0 && name.Substring(0, underscore) is "add" or "remove")
        {
            Ask(source, "E:" + owner + "." + name.Substring(underscore + 1), row, use);
        }
    }

    private void Ask(NameSource source, string id, int? row, Lazy<(int Method, int Offset)?>? use = null)
    {
        if (_asked.Symbol(id))
        {
            Add(source, id, row ?? use?.Value?.Method, use?.Value?.Offset ?? 0);
        }
    }

    private void ReadHeaps()
    {
        if (_metadata.GetHeapSize(HeapIndex.UserString) > 1)
        {
            for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = _metadata.GetNextHandle(handle))
            {
                var text = _metadata.GetUserString(handle);
                if (text.Length > 0 && _asked.Text(text))
                {
                    var use = Use([MetadataTokens.GetToken(handle)]);
                    Add(NameSource.UserString, text, use?.Method, use?.Offset ?? 0);
                }
            }
        }

        for (var handle = _metadata.GetNextHandle(MetadataTokens.StringHandle(0)); !handle.IsNil; handle = _metadata.GetNextHandle(handle))
        {
            var text = _metadata.GetString(handle);
            if (text.Length > 0 && _asked.Text(text))
            {
                Add(NameSource.MetadataName, text);
            }
        }

        for (var handle = _metadata.GetNextHandle(MetadataTokens.BlobHandle(0)); !handle.IsNil; handle = _metadata.GetNextHandle(handle))
        {
            var blob = _metadata.GetBlobReader(handle);
            if (blob.Length < 4)
            {
                continue;
            }

            var bytes = blob.ReadBytes(blob.Length);
            foreach (var (_, text) in TextRuns.In(bytes, bytes.Length))
            {
                // A text in an attribute has its length before it, which may look like a character of its own.
                if (_asked.Text(text) || (text.Length > 4 && _asked.Text(text.Substring(1))))
                {
                    Add(NameSource.Value, text);
                }
            }
        }
    }

    /// <summary>The tokens by which code mentions a referenced type: its own, and those of its members.</summary>
    private List<int> TokensOf(EntityHandle type)
    {
        var tokens = new List<int> { MetadataTokens.GetToken(type) };
        foreach (var handle in _metadata.MemberReferences)
        {
            if (_metadata.GetMemberReference(handle).Parent == type)
            {
                tokens.Add(MetadataTokens.GetToken(handle));
            }
        }

        return tokens;
    }

    /// <summary>The first method whose code holds one of the tokens. Four bytes of code that look like a token of this assembly and are none hardly occur, and would only misplace a finding.</summary>
    private (int Method, int Offset)? Use(IReadOnlyList<int> tokens)
    {
        foreach (var handle in _metadata.MethodDefinitions)
        {
            var method = _metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var code = _image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes();
            for (var at = 0; code is not null && at + 5 <= code.Length; at++)
            {
                var value = code[at + 1] | code[at + 2] << 8 | code[at + 3] << 16 | code[at + 4] << 24;
                for (var index = 0; index < tokens.Count; index++)
                {
                    if (value == tokens[index])
                    {
                        return (MetadataTokens.GetRowNumber(handle), at);
                    }
                }
            }
        }

        return null;
    }

    private void Add(NameSource source, string text, int? method = null, int offset = 0)
    {
        if (_seen.Add((source, text)))
        {
            _found.Add(new NamedFact(source, text) { Method = method, Offset = offset });
        }
    }
}
