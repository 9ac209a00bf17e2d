using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace ReleaseGuard.Benchmarks.Corpus;

/// <summary>
/// The two policies a corpus is held against: one of a hundred symbols, files, tensors and strings that no code has, and one that
/// withholds types which the code at hand declares or uses.
/// </summary>
internal static partial class CorpusPolicy
{
    private const int DeclaredTypes = 60;

    /// <summary>Types of the framework that ordinary code uses in every way there is.</summary>
    private static readonly string[] Used =
    [
        "T:System.Text.StringBuilder", "T:System.Collections.Generic.List`1", "T:System.IDisposable", "T:System.DateTime", "T:System.ArgumentNullException",
        "T:System.Collections.Generic.KeyValuePair`2", "T:System.Threading.Tasks.Task`1", "T:System.Span`1", "T:System.FlagsAttribute", "T:System.IntPtr",
        "T:System.Collections.IEnumerator", "T:System.EventArgs", "T:System.IO.FileMode", "T:System.Type",
        "N:System.Net.Sockets.**", "M:System.Linq.Enumerable.Select*", "P:System.String.Length", "F:System.String.Empty", "T:System.Math",
    ];

    public static string Absent { get; } = Write(
        [.. Enumerable.Range(0, 80).Select(i => $"T:Contoso.Withheld.Area{i % 7}.AbsentHead{i}"), .. Enumerable.Range(0, 10).Select(i => $"M:Contoso.Withheld.Calls.Absent{i}*"),
        .. Enumerable.Range(0, 10).Select(i => $"N:Contoso.Withheld.Space{i}.**")]);

    /// <summary>Withholds some of the types that a compilation declares, and types of the framework.</summary>
    public static string Present(Compilation compilation)
    {
        // Code that declares its own System.Boolean has the keyword 'bool' for it, which is no name.
        var keywords = Enum.GetValues<SpecialType>().Where(special => special is > SpecialType.None and <= SpecialType.System_UIntPtr).Select(special => "T:System." + special.ToString()[7..]).ToHashSet(StringComparer.Ordinal);
        var declared = Types(compilation.Assembly.GlobalNamespace).Select(type => type.GetDocumentationCommentId()).OfType<string>().Where(id => PlainId().IsMatch(id) && id != "T:System" && !keywords.Contains(id)).Distinct().Order(StringComparer.Ordinal).ToList();
        var step = Math.Max(1, declared.Count / DeclaredTypes);
        return Write([.. declared.Where((_, i) => i % step == 0)], [.. Used.Where(id => !declared.Contains(id))]);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(inner => Types(inner)).Concat(container.GetTypeMembers());

    /// <param name="symbols">What the open edition must not have.</param>
    /// <param name="gated">What it may have behind a guard; half of them only, so that both levels run.</param>
    private static string Write(IReadOnlyCollection<string> symbols, IReadOnlyCollection<string>? gated = null) => $$"""
        {
          "schemaVersion": 1,
          "editions": {
            "open": { "title": "Open", "symbol": "EDITION_OPEN", "publishes": ["packages", "source"], "unlisted": "allow" },
            "enterprise": { "title": "Full", "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "publishes": [], "unlisted": "allow" }
          },
          "components": {
            "contoso.head": {
              "kind": "head", "title": "Head", "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety",
              "match": {
                "symbols": {{JsonSerializer.Serialize(symbols.Concat((gated ?? []).Where((_, i) => i % 2 == 0)))}},
                "assemblies": ["Contoso.Withheld.Core"], "files": ["heads/absent/**", "**/*absent_head*.safetensors"],
                "tensors": [ { "name": "heads.absent.**" } ], "tokens": ["<|absent_*|>"], "strings": ["AbsentHead", "absent_head"], "datasets": ["internal/absent-*"]
              }
            },
            "contoso.gated": {
              "kind": "code", "title": "Gated", "editions": ["enterprise"], "gatedIn": ["open"], "reason": "safety", "owner": "@release-safety",
              "match": { "symbols": {{JsonSerializer.Serialize((gated ?? ["T:Contoso.Withheld.Gated"]).Where((_, i) => gated is null || i % 2 == 1))}} }
            }
          }
        }
        """;

    [GeneratedRegex(@"^T:[A-Za-z_][A-Za-z0-9_.`]*$")]
    private static partial Regex PlainId();
}
