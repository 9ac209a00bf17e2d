using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>An error that a draft brings into an edition.</summary>
/// <param name="Edition">The edition's bit.</param>
/// <param name="Path">The file.</param>
/// <param name="Span">The place in the changed text.</param>
/// <param name="Found">What the compiler says.</param>
internal sealed record Problem(ulong Edition, string Path, TextSpan Span, Diagnostic Found);
