using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>What stands between one <c>#if</c> and its <c>#endif</c>.</summary>
/// <param name="Span">From the first token to the last.</param>
/// <param name="Else">The statement or expression of the <c>#else</c> arm; null for none.</param>
/// <param name="TakesComments">Whether comments directly above belong to it.</param>
internal sealed record CutRegion(TextSpan Span, string? Else, bool TakesComments);
