using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>
/// A generated product of about 175,000 lines in 560 files: classes with the mix of declarations, calls, queries, patterns,
/// strings and lambdas of ordinary C#. Deterministic. With hits, one file in ten uses a withheld assembly of 100 types.
/// </summary>
internal sealed class AnalyzerCorpus
{
    public const int Files = 560;
    public const int WithheldTypes = 100;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.Parse);
    private readonly ImmutableArray<string> _texts;
    private readonly ImmutableArray<MetadataReference> _references;

    public AnalyzerCorpus(bool hits, int files = Files)
    {
        _texts = [.. Enumerable.Range(0, files).Select(i => FileText(i, hits && i % 10 == 0))];
        _references = hits ? [.. Net100.References.All, Withheld()] : [.. Net100.References.All];
        Lines = _texts.Sum(text => text.Count(c => c == '\n'));
    }

    public int Lines { get; }

    /// <summary>A compilation of files that nobody has read yet, with nothing bound.</summary>
    public CSharpCompilation Fresh() => CSharpCompilation.Create(
        "App",
        _texts.Select((text, i) => CSharpSyntaxTree.ParseText(text, Options, $"/product/src/App/File{i}.cs", Encoding.UTF8)),
        _references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The list that BannedApiAnalyzers reads: the same 100 types.</summary>
    public static string BannedList { get; } = string.Join('\n', Enumerable.Range(0, WithheldTypes).Select(i => $"T:Contoso.Heads.Cyber.Exploit{i}"));

    /// <summary>The same 100 types as a policy.</summary>
    public static string Policy { get; } = $$"""
        {
          "schemaVersion": 1,
          "editions": {
            "open": { "title": "Open", "symbol": "EDITION_OPEN", "publishes": ["packages"], "unlisted": "allow" },
            "enterprise": { "title": "Full", "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "publishes": [], "unlisted": "allow" }
          },
          "components": {
            "contoso.cyber-head": {
              "kind": "head", "title": "Cyber head", "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety",
              "match": { "symbols": [{{string.Join(", ", Enumerable.Range(0, WithheldTypes).Select(i => $"\"T:Contoso.Heads.Cyber.Exploit{i}\""))}}] }
            }
          }
        }
        """;

    /// <summary>A file that uses nothing withheld, and one that does in a corpus with hits.</summary>
    public const int PlainFile = 7, HitFile = 10;

    /// <summary>One file after an edit: a comment more at its end.</summary>
    public static CSharpCompilation Edited(CSharpCompilation compilation, int file, int edit, out SyntaxTree edited)
    {
        var old = compilation.SyntaxTrees[file];
        var text = old.GetText();
        edited = old.WithChangedText(text.WithChanges(new Microsoft.CodeAnalysis.Text.TextChange(new(text.Length, 0), $"// edit {edit}\n")));
        return compilation.ReplaceSyntaxTree(old, edited);
    }

    private static MetadataReference Withheld()
    {
        var source = new StringBuilder("namespace Contoso.Heads.Cyber;\n");
        for (var i = 0; i < WithheldTypes; i++)
            source.Append($"public class Exploit{i} {{ public const int Limit = {i}; public int Weight {{ get; set; }} public static Exploit{i} Create() => new(); public int Score(string code) => code.Length; }}\n");
        var compilation = CSharpCompilation.Create("Contoso.Heads.Cyber", [CSharpSyntaxTree.ParseText(source.ToString())], Net100.References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        if (!compilation.Emit(stream).Success) throw new InvalidOperationException("The withheld assembly does not compile.");
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static string FileText(int file, bool hit)
    {
        var text = new StringBuilder();
        text.Append("using System;\nusing System.Collections.Generic;\nusing System.IO;\nusing System.Linq;\nusing System.Text;\nusing System.Threading.Tasks;\n");
        if (hit) text.Append("using Contoso.Heads.Cyber;\n");
        text.Append($"\nnamespace App.Area{file % 25}.Part{file};\n\n");
        for (var type = 0; type < 2; type++)
        {
            text.Append($$"""
                /// <summary>Service number {{type}} of file {{file}}: keeps <see cref="Dictionary{TKey,TValue}"/> entries and reports on them.</summary>
                public sealed class Service{{type}} : IDisposable
                {
                    private readonly Dictionary<string, List<int>> _entries = new(StringComparer.Ordinal);
                    private readonly StringBuilder _log = new();
                    private const int Threshold = {{file}} + 3;

                    public event EventHandler? Changed;

                    public string Name { get; init; } = "service-{{file}}";

                    public int Count => _entries.Values.Sum(list => list.Count);

                    public int this[string key] => _entries.TryGetValue(key, out var list) ? list.Count : 0;


                """);
            for (var method = 0; method < 4; method++)
            {
                text.Append($$"""
                        /// <summary>Adds what the reader gives, line by line.</summary>
                        public async Task<int> Read{{method}}Async(TextReader reader, int limit = Threshold)
                        {
                            var added = 0;
                            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
                            {
                                if (line.Length == 0 || line.StartsWith("#", StringComparison.Ordinal)) continue;
                                var parts = line.Split('=', 2);
                                if (!_entries.TryGetValue(parts[0], out var list)) _entries[parts[0]] = list = new List<int>();
                                foreach (var piece in parts.Skip(1).SelectMany(part => part.Split(',')))
                                {
                                    if (!int.TryParse(piece, out var number)) throw new FormatException($"'{piece}' of {parts[0]} is no number in line {added}.");
                                    list.Add(number * {{method}} + added);
                                    added += 1;
                                }

                                if (added > limit) break;
                            }

                            Changed?.Invoke(this, EventArgs.Empty);
                            _log.Append("read ").Append(added).AppendLine(" numbers from " + Name);
                            return added;
                        }

                        public string Report{{method}}(object? value, IEnumerable<int> numbers) => value switch
                        {
                            null => "nothing",
                            int number when number > Threshold => "more than " + number.ToString(),
                            string { Length: > 3 } text => text.Substring(1).Trim(),
                            List<int> list => string.Join(", ", from item in list where item > {{method}} orderby item select item + 1),
                            _ => numbers.Where(n => n % 2 == 0).Select(n => n.ToString()).Aggregate(new StringBuilder(), (all, one) => all.Append(one)).ToString(),
                        };


                    """);
            }

            if (hit)
            {
                var n = file / 10 % WithheldTypes;
                text.Append($$"""
                        private readonly Exploit{{n}} _head = new();

                        public int Weigh(string code) => _head.Score(code) + _head.Weight + Exploit{{n}}.Limit + Exploit{{n}}.Create().Score(code);


                    """);
            }

            text.Append("    public void Dispose() => _entries.Clear();\n}\n\n");
        }

        return text.ToString();
    }
}
