using System;
using System.Collections.Generic;
using ReleaseGuard.Editing;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Fixing;

/// <summary>What is to become of one file of a release, and which findings that mends.</summary>
/// <param name="path">Full path, no link in it.</param>
internal sealed class FileEdit(string path)
{
    public string Path { get; } = path;

    /// <summary>The findings that the edit is about.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Character offsets of the JSON members and elements that go.</summary>
    public HashSet<int> Removed { get; } = [];

    /// <summary>Rewrites the JSON after the removals; null where nothing more is to be done.</summary>
    public Func<JsonText, string>? Rewrite { get; set; }

    /// <summary>Keys of the safetensors metadata that go.</summary>
    public HashSet<string> MetadataKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the file itself goes.</summary>
    public bool IsRemoval { get; set; }
}
