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

    public static readonly ImmutableArray<CodeRule> All =
        [SymbolUsed, SymbolDeclared, NameUnresolved, TypeInSignature, ConstantCopied, InDocumentation, HandedOut];
}
