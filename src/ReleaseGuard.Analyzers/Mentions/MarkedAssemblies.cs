using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Guards;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Reads the names that a compiled assembly marks with <c>[WithheldComponent]</c>: from its table of attributes, so that no
/// symbol of it is made. A build keeps the marks only where its edition publishes nothing.
/// </summary>
internal static class MarkedAssemblies
{
    /// <summary>The simple names of the marked types and members; empty when the assembly has none.</summary>
    public static IEnumerable<string> NamesIn(PortableExecutableReference reference)
    {
        if (Metadata(reference) is not { } assembly) yield break;
        foreach (var module in assembly.GetModules())
        {
            var reader = module.GetMetadataReader();
            foreach (var handle in reader.CustomAttributes)
            {
                var attribute = reader.GetCustomAttribute(handle);
                if (!IsMark(reader, attribute.Constructor)) continue;
                if (attribute.Parent.Kind == HandleKind.TypeDefinition)
                {
                    foreach (var type in TypesOf(reader, (TypeDefinitionHandle)attribute.Parent)) yield return type;
                }
                else if (NameOf(reader, attribute.Parent) is { } name)
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>A file that cannot be read is the compiler's to report.</summary>
    private static AssemblyMetadata? Metadata(PortableExecutableReference reference)
    {
        try
        {
            return reference.GetMetadata() as AssemblyMetadata;
        }
        catch (Exception unreadable) when (unreadable is BadImageFormatException or System.IO.IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsMark(MetadataReader reader, EntityHandle constructor)
    {
        // Each assembly has a copy of its own: the constructor is a definition.
        if (constructor.Kind != HandleKind.MethodDefinition) return false;
        var type = reader.GetTypeDefinition(reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType());
        return reader.StringComparer.Equals(type.Namespace, "ReleaseGuard") && EditionAttributes.Mark.EndsWith("." + reader.GetString(type.Name), StringComparison.Ordinal);
    }

    /// <summary>A type and those nested in it: they are as withheld, and can be named alone.</summary>
    private static IEnumerable<string> TypesOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        var arity = name.IndexOf('`');
        yield return arity < 0 ? name : name.Substring(0, arity);
        foreach (var nested in type.GetNestedTypes())
        {
            foreach (var inner in TypesOf(reader, nested)) yield return inner;
        }
    }

    private static string? NameOf(MetadataReader reader, EntityHandle marked)
    {
        switch (marked.Kind)
        {
            case HandleKind.MethodDefinition:
                return reader.GetString(reader.GetMethodDefinition((MethodDefinitionHandle)marked).Name);
            case HandleKind.FieldDefinition:
                return reader.GetString(reader.GetFieldDefinition((FieldDefinitionHandle)marked).Name);
            case HandleKind.PropertyDefinition:
                var property = reader.GetPropertyDefinition((PropertyDefinitionHandle)marked);
                var accessors = property.GetAccessors();
                var accessor = accessors.Getter.IsNil ? accessors.Setter : accessors.Getter;
                var parameters = accessor.IsNil ? 0 : reader.GetMethodDefinition(accessor).GetParameters().Count - (accessors.Getter.IsNil ? 1 : 0);
                // An indexer's symbol has a name of its own, whatever the assembly calls it.
                return parameters > 0 ? "this[]" : reader.GetString(property.Name);
            case HandleKind.EventDefinition:
                return reader.GetString(reader.GetEventDefinition((EventDefinitionHandle)marked).Name);
            default:
                return null;
        }
    }
}
