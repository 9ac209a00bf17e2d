using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>A withheld symbol at a place of the code: what every rule about mentions decides on.</summary>
/// <param name="Rule">The rule the kind of mention breaks.</param>
/// <param name="Name">The symbol as the reader writes it.</param>
/// <param name="DocumentationId">The symbol as the policy writes it.</param>
/// <param name="Withholding">Who claims it.</param>
/// <param name="Tree">The file.</param>
/// <param name="Span">The place.</param>
internal sealed record Mention(MentionRule Rule, string Name, string DocumentationId, Withholding Withholding, SyntaxTree Tree, TextSpan Span)
{
    /// <summary>The member whose signature or body holds the place, as the reader writes it.</summary>
    public string? Holder { get; init; }

    /// <summary>The holder's documentation id: what an exception in the policy can name.</summary>
    public string? HolderId { get; init; }

    /// <summary>The holder is reachable from outside the assembly, in its signature.</summary>
    public bool IsPublicSurface { get; init; }

    /// <summary>The open member that handed the type out, or the way a type came here.</summary>
    public string? Through { get; init; }

    /// <summary>Other places that tell how the type came here.</summary>
    public IReadOnlyList<Location> Path { get; init; } = [];
}
