using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>An error that a draft brings into an edition.</summary>
/// <param name="Edition">The edition's bit.</param>
/// <param name="Path">The file.</param>
/// <param name="Span">The place in the changed text.</param>
/// <param name="Found">What the compiler says.</param>
/// <param name="IsLeft">Whether it was there before the draft: a name that goes with a using the draft takes away. It asks for a larger draft, but does not forbid this one.</param>
internal sealed record Problem(ulong Edition, string Path, TextSpan Span, Diagnostic Found, bool IsLeft = false)
{
    /// <summary>Of several at one place the first: what one edition asks for there is what the others ask for.</summary>
    public static IEnumerable<Problem> OncePerPlace(IEnumerable<Problem> problems) =>
        problems.GroupBy(problem => (problem.Path, problem.Span.Start)).Select(place => place.First()).ToList();
}
