using System;
using System.Collections.Generic;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>JSON files that list what a product stands on: .deps.json, .runtimeconfig.json, bills of materials.</summary>
internal static class SideLists
{
    private static readonly char[] Separators = ['/', '\\', '@', ':', ',', '?', '#', ' '];

    /// <summary>What the list is called, by its file name; null for other files.</summary>
    public static string? KindOf(string fileName)
    {
        var name = fileName.ToLowerInvariant();
        return name.EndsWith(".deps.json", StringComparison.Ordinal) ? "deps.json"
            : name.EndsWith(".runtimeconfig.json", StringComparison.Ordinal) || name == "runtimeconfig.json" ? "runtimeconfig.json"
            : name.EndsWith(".cdx.json", StringComparison.Ordinal) || name is "bom.json" || name.EndsWith(".spdx.json", StringComparison.Ordinal) || name == "manifest.spdx.json" ? "bill of materials"
            : null;
    }

    /// <summary>
    /// Every name in the list: of each property name and string, the parts between separators, without an assembly's extension.
    /// The lists spell one dependency in many ways (<c>Id/1.0.0</c>, <c>lib/net10.0/Id.dll</c>, <c>pkg:nuget/Id@1.0.0</c>); the parts are the same in all.
    /// </summary>
    public static SideListFacts Read(string kind, JsonValue root)
    {
        var names = new List<SideListName>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Collect(root, names, seen);
        return new SideListFacts(kind, names);
    }

    private static void Collect(JsonValue value, List<SideListName> names, HashSet<string> seen)
    {
        if (value.Kind == JsonValue.ValueKind.Text)
        {
            AddParts(value.Text, value.Line, value.Column, names, seen);
        }

        foreach (var item in value.Items)
        {
            Collect(item, names, seen);
        }

        foreach (var property in value.Properties)
        {
            AddParts(property.Name, property.Line, property.Column, names, seen);
            Collect(property.Value, names, seen);
        }
    }

    private static void AddParts(string text, int line, int column, List<SideListName> names, HashSet<string> seen)
    {
        foreach (var part in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            var name = AssemblyNames.WithoutExtension(part);
            if (seen.Add(name))
            {
                names.Add(new SideListName(name, line, column));
            }
        }
    }
}
