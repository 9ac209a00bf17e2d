using System;
using Microsoft.CodeAnalysis;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>
/// Sources of other editions than the one being built. The build hands them over as additional files in an editor's build
/// (role <c>edition-source</c>), so that a fix sees and edits a file that this edition does not compile.
/// </summary>
internal static class SplitSources
{
    /// <summary>Whether an additional file is a source of another edition.</summary>
    public static bool IsSplitSource(TextDocument document) =>
        document.FilePath is { } path && path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);
}
