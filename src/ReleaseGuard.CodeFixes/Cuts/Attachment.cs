using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>What belongs to a piece of code besides its tokens: the comments directly above it and the one behind it on its line.</summary>
internal static class Attachment
{
    /// <summary>Where a piece begins that starts at a token: at the first comment above it that neither a blank line nor a directive parts from it.</summary>
    public static int StartOf(SyntaxToken first)
    {
        var start = first.SpanStart;
        var blank = false;
        foreach (var trivia in first.LeadingTrivia.Reverse())
        {
            switch (trivia.Kind())
            {
                case SyntaxKind.WhitespaceTrivia:
                    break;
                case SyntaxKind.EndOfLineTrivia:
                    if (blank) return start;
                    blank = true;
                    break;
                case SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia:
                    start = trivia.SpanStart;
                    blank = false;
                    break;
                case SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia:
                    // Its text begins before its span: with the slashes.
                    start = trivia.FullSpan.Start;
                    blank = false;
                    break;
                default:
                    return start;
            }
        }

        return start;
    }

    /// <summary>Where a piece ends that ends with a token: behind a comment on the same line.</summary>
    public static int EndOf(SyntaxToken last)
    {
        var end = last.Span.End;
        foreach (var trivia in last.TrailingTrivia)
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia)) return end;
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && trivia.ToString().IndexOfAny(['\r', '\n']) < 0)) end = trivia.Span.End;
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia)) return end;
        }

        return end;
    }
}
