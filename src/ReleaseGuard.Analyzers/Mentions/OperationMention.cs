using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>A withheld symbol that an operation uses.</summary>
/// <param name="Rule">The rule it breaks.</param>
/// <param name="Subject">The withheld symbol.</param>
/// <param name="Withholding">Who claims it.</param>
/// <param name="Through">The open member it came through; null when the operation uses the symbol itself.</param>
/// <param name="Place">Where to report; null for the operation's own name.</param>
internal sealed record OperationMention(MentionRule Rule, ISymbol Subject, Withholding Withholding, string? Through = null, TextSpan? Place = null)
{
    /// <summary>How the type came here, where nothing at the place names it.</summary>
    public IReadOnlyList<ISymbol> Route { get; init; } = [];

    /// <summary>Nothing is called and nothing is named: only the type of the operation is withheld. What else says so speaks first.</summary>
    public bool IsInferred { get; init; }

    /// <summary>The withheld type behind the subject, by which two mentions are told to be the same.</summary>
    public ISymbol Type => Subject as ITypeSymbol ?? Subject.ContainingType ?? Subject;
}
