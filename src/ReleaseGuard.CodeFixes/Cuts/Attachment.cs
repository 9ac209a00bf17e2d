using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>What belongs to a piece of code besides its tokens: the comments directly above it and the one behind it on its line.</summary>
internal static class Attachment
{
    private static readonly string[] HeaderWords = ["copyright", "licence", "license", "SPDX", "auto-generated"];

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

        return first.GetPreviousToken().IsKind(SyntaxKind.None) && IsHeader(first) ? first.SpanStart : start;
    }

    /// <summary>Whether the comments that open a file are about the file and not about the declaration below them.</summary>
    private static bool IsHeader(SyntaxToken first) =>
        first.Parent is UsingDirectiveSyntax or ExternAliasDirectiveSyntax or BaseNamespaceDeclarationSyntax or AttributeTargetSpecifierSyntax or AttributeListSyntax { Parent: CompilationUnitSyntax }
        || first.LeadingTrivia.Any(trivia => HeaderWords.Any(word => trivia.ToString().IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));

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
