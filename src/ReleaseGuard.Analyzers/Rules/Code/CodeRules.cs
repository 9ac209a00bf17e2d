using System.Collections.Immutable;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>The registry of the rules about code: one line each.</summary>
internal static class CodeRules
{
    public static readonly WithheldSymbolUsed SymbolUsed = new();
    public static readonly WithheldSymbolDeclared SymbolDeclared = new();
    public static readonly WithheldNameUnresolved NameUnresolved = new();
    public static readonly WithheldTypeInSignature TypeInSignature = new();
    public static readonly WithheldConstantCopied ConstantCopied = new();
    public static readonly WithheldSymbolInDocumentation InDocumentation = new();
    public static readonly WithheldTypeHandedOut HandedOut = new();
    public static readonly FriendOfWithheldAssembly Friend = new();
    public static readonly UnknownEditionSymbol UnknownSymbol = new();
    public static readonly ContradictoryGuard Contradictory = new();
    public static readonly EmptyOpenArm EmptyArm = new();
    public static readonly RunTimeCheckOnly RunTimeCheck = new();
    public static readonly WithheldTextInInactiveArm InactiveText = new();
    public static readonly WithheldThingNamedInText NamedInText = new();
    public static readonly WithheldTypeBoundByName BoundByName = new();
    public static readonly NameNotDecidable NotDecidable = new();
    public static readonly NotGuarded NotGuarded = new();
    public static readonly GuardNotTested GuardNotTested = new();
    public static readonly SuppressedInSource Suppressed = new();
    public static readonly UnknownComponent UnknownComponent = new();

    public static readonly ImmutableArray<CodeRule> All =
        [SymbolUsed, SymbolDeclared, NameUnresolved, TypeInSignature, ConstantCopied, InDocumentation, HandedOut,
        Friend, UnknownSymbol, Contradictory, EmptyArm, RunTimeCheck, InactiveText,
        NamedInText, BoundByName, NotDecidable, NotGuarded, GuardNotTested, Suppressed, UnknownComponent];
}
