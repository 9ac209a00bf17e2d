using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>What an assembly lets other code use: visible types and their visible members, as documentation ids with the type that a member gives.</summary>
internal static class PublicApi
{
    /// <summary>No compiler nests deeper; metadata that does leads back to itself.</summary>
    private const int MaxDepth = 64;

    /// <summary>The ids in ordinal order. Accessors are told with their property or event.</summary>
    public static IReadOnlyList<string> Of(MetadataReader metadata)
    {
        var ids = new DocumentationIds(metadata);
        var api = new List<string>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (!IsVisible(metadata, type))
            {
                continue;
            }

            var owner = ids.Of(type);
            api.Add("T:" + owner);
            AddMembers(api, metadata, ids, type, owner);
        }

        api.Sort(StringComparer.Ordinal);
        return api;
    }

    private static void AddMembers(List<string> api, MetadataReader metadata, DocumentationIds ids, TypeDefinition type, string owner)
    {
        foreach (var handle in type.GetFields())
        {
            var field = metadata.GetFieldDefinition(handle);
            if (IsVisible((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask)) && (field.Attributes & FieldAttributes.SpecialName) == 0)
            {
                api.Add("F:" + owner + "." + metadata.GetString(field.Name) + " -> " + field.DecodeSignature(ids, null));
            }
        }

        foreach (var handle in type.GetMethods())
        {
            var method = metadata.GetMethodDefinition(handle);
            var name = metadata.GetString(method.Name);
            if (IsVisible(method.Attributes) && ((method.Attributes & MethodAttributes.SpecialName) == 0 || name == ".ctor" || name.StartsWith("op_", StringComparison.Ordinal)))
            {
                var id = ids.Method(owner, name, method.Signature);
                api.Add(name == ".ctor" || id.IndexOf('~') >= 0 ? id : id + " -> " + method.DecodeSignature(ids, null).ReturnType);
            }
        }

        foreach (var handle in type.GetProperties())
        {
            var property = metadata.GetPropertyDefinition(handle);
            var accessors = property.GetAccessors();
            var (get, set) = (IsVisible(metadata, accessors.Getter), IsVisible(metadata, accessors.Setter));
            if (get || set)
            {
                var signature = property.DecodeSignature(ids, null);
                var index = signature.ParameterTypes.Length == 0 ? "" : "(" + string.Join(",", signature.ParameterTypes) + ")";
                api.Add("P:" + owner + "." + metadata.GetString(property.Name) + index + " -> " + signature.ReturnType + (get ? " get" : "") + (set ? " set" : ""));
            }
        }

        foreach (var handle in type.GetEvents())
        {
            var definition = metadata.GetEventDefinition(handle);
            if (IsVisible(metadata, definition.GetAccessors().Adder))
            {
                api.Add("E:" + owner + "." + metadata.GetString(definition.Name) + (definition.Type.Kind == HandleKind.TypeSpecification || ids.Owner(definition.Type) is null ? "" : " -> " + ids.Owner(definition.Type)));
            }
        }
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinition type, int depth = 0) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        _ when depth > MaxDepth => throw new BadImageFormatException(),
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()), depth + 1),
        _ => false,
    };

    private static bool IsVisible(MetadataReader metadata, MethodDefinitionHandle method) => !method.IsNil && IsVisible(metadata.GetMethodDefinition(method).Attributes);

    // Fields and methods have the same access values (ECMA-335 II.23.1.5 and II.23.1.10).
    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
