using System;
using System.IO;

namespace ReleaseGuard.Fixing;

/// <summary>One file that changes: its path and what is written in its place; nothing for one that is removed.</summary>
/// <param name="Path">Full path, no link in it.</param>
/// <param name="Write">Writes the new content and proves it; null for a removal.</param>
internal sealed record Replacement(string Path, Action<Stream>? Write);
