using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>A finding as a fix takes it up.</summary>
/// <param name="Path">The file.</param>
/// <param name="Span">The place.</param>
/// <param name="Edition">The bit of the edition that the finding is about.</param>
/// <param name="Component">The component that withholds; empty where the finding concerns none.</param>
/// <param name="Found">The finding.</param>
internal sealed record FixTarget(string Path, TextSpan Span, ulong Edition, string Component, Diagnostic Found);
