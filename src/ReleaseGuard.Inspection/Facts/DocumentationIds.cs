using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Documentation-comment ids (C# specification, annex D.4.2) of what an assembly's metadata declares and references.</summary>
internal sealed class DocumentationIds(MetadataReader metadata) : ISignatureTypeProvider<string, object?>
{
    /// <summary>No compiler nests deeper; metadata that does leads back to itself.</summary>
    private const int MaxDepth = 64;

    private int _depth;

    /// <summary>The name of a type as ids write it, without the prefix.</summary>
    public string Of(TypeDefinition type) => Of(type, 0);

    private string Of(TypeDefinition type, int depth)
    {
        var name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
        {
            return depth < MaxDepth ? Of(metadata.GetTypeDefinition(outer), depth + 1) + "." + name : throw new BadImageFormatException();
        }

        return Qualified(metadata.GetString(type.Namespace), name);
    }

    /// <summary>The name of a referenced type as ids write it, without the prefix.</summary>
    public string Of(TypeReference type) => Of(type, 0);

    private string Of(TypeReference type, int depth)
    {
        var name = metadata.GetString(type.Name);
        if (type.ResolutionScope is { Kind: HandleKind.TypeReference, IsNil: false } outer)
        {
            return depth < MaxDepth ? Of(metadata.GetTypeReference((TypeReferenceHandle)outer), depth + 1) + "." + name : throw new BadImageFormatException();
        }

        return Qualified(metadata.GetString(type.Namespace), name);
    }

    /// <summary>The type that a member belongs to; null where it has none.</summary>
    public string? Owner(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeDefinition => Of(metadata.GetTypeDefinition((TypeDefinitionHandle)parent)),
        HandleKind.TypeReference => Of(metadata.GetTypeReference((TypeReferenceHandle)parent)),
        HandleKind.TypeSpecification => Definition(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).DecodeSignature(this, null)),
        _ => null,
    };

    /// <summary>The id of a method, with its parameters.</summary>
    public string Method(string owner, string name, BlobHandle signature)
    {
        var reader = metadata.GetBlobReader(signature);
        var method = new SignatureDecoder<string, object?>(this, metadata, null).DecodeMethodSignature(ref reader);
        var id = "M:" + owner + "." + name.Replace('.', '#') + (method.GenericParameterCount == 0 ? "" : "``" + method.GenericParameterCount);
        id += method.ParameterTypes.Length == 0 ? "" : "(" + string.Join(",", method.ParameterTypes) + ")";
        return name is "op_Implicit" or "op_Explicit" ? id + "~" + method.ReturnType : id;
    }

    /// <summary>What a constructed generic type is constructed from, as ids of declarations write it.</summary>
    private static string Definition(string constructed)
    {
        var open = constructed.IndexOf('{');
        if (open < 0)
        {
            return constructed;
        }

        var depth = 0;
        var arity = 1;
        for (var index = open; index < constructed.Length; index++)
        {
            depth += constructed[index] == '{' ? 1 : constructed[index] == '}' ? -1 : 0;
            arity += constructed[index] == ',' && depth == 1 ? 1 : 0;
        }

        return constructed.Substring(0, open) + "`" + arity;
    }

    private static string Qualified(string space, string name) => space.Length == 0 ? name : space + "." + name;

    string ISimpleTypeProvider<string>.GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

    string ISimpleTypeProvider<string>.GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Of(metadata.GetTypeDefinition(handle));

    string ISimpleTypeProvider<string>.GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Of(metadata.GetTypeReference(handle));

    string ISignatureTypeProvider<string, object?>.GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        if (_depth == MaxDepth)
        {
            throw new BadImageFormatException();
        }

        _depth++;
        try
        {
            return metadata.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
        }
        finally
        {
            _depth--;
        }
    }

    string ISZArrayTypeProvider<string>.GetSZArrayType(string elementType) => elementType + "[]";

    string IConstructedTypeProvider<string>.GetArrayType(string elementType, ArrayShape shape) =>
        elementType + "[" + string.Join(",", Enumerable.Repeat("0:", shape.Rank)) + "]";

    string IConstructedTypeProvider<string>.GetByReferenceType(string elementType) => elementType + "@";

    string IConstructedTypeProvider<string>.GetPointerType(string elementType) => elementType + "*";

    string IConstructedTypeProvider<string>.GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments)
    {
        var tick = genericType.LastIndexOf('`');
        return (tick < 0 ? genericType : genericType.Substring(0, tick)) + "{" + string.Join(",", typeArguments) + "}";
    }

    string ISignatureTypeProvider<string, object?>.GetFunctionPointerType(MethodSignature<string> signature) => "=FUNC";

    string ISignatureTypeProvider<string, object?>.GetGenericMethodParameter(object? genericContext, int index) => "``" + index;

    string ISignatureTypeProvider<string, object?>.GetGenericTypeParameter(object? genericContext, int index) => "`" + index;

    string ISignatureTypeProvider<string, object?>.GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    string ISignatureTypeProvider<string, object?>.GetPinnedType(string elementType) => elementType;
}
