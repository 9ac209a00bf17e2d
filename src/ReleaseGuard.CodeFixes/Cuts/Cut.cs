using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>A piece of code that is to be compiled only in the editions that may have what it mentions.</summary>
/// <param name="Kind">What kind of piece it is.</param>
/// <param name="Node">The piece, as the edition parses it that must not have it.</param>
internal sealed record Cut(CutKind Kind, SyntaxNode Node)
{
    /// <summary>The piece's own text, without what stands around it.</summary>
    public TextSpan Span => Node.Span;
}
