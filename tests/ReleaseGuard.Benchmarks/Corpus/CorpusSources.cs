using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.Benchmarks.Corpus;

/// <summary>
/// Every C# file below a folder, in compilations of neighbouring files. Nothing is left out: files that do not parse, declare
/// the same type twice or miss their references are what an analyzer meets while someone types.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="texts">Takes not the files but the sources that they hold as texts, as the tests of compilers do: each text that declares something is a file of its own.</param>
internal sealed class CorpusSources(string folder, bool texts = false)
{
    private const int FilesTogether = 400;

    private static readonly string[] Declaring = ["class ", "struct ", "interface ", "enum ", "delegate ", "record ", "namespace ", "using "];

    /// <summary>A file this large is a generated table: it would take a compilation's whole time.</summary>
    private const long LargestFile = 2_000_000;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Diagnose,
        preprocessorSymbols: ["EDITION_OPEN", "NET", "NET6_0_OR_GREATER", "NETSTANDARD2_0", "DEBUG", "TRACE"]);

    /// <summary>The files, ordered by path, in groups that never mix two of the folder's own subfolders at the first level.</summary>
    public IEnumerable<IReadOnlyList<SyntaxTree>> Read()
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Where(path => new FileInfo(Path.Combine(folder, path)).Length <= LargestFile)
            .Order(StringComparer.Ordinal);
        foreach (var top in files.GroupBy(path => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : ""))
        {
            foreach (var group in top.Select(Parse).SelectMany(tree => texts ? Texts(tree) : [tree]).Chunk(FilesTogether)) yield return group;
        }
    }

    private static IEnumerable<SyntaxTree> Texts(SyntaxTree tree)
    {
        var count = 0;
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            if (token.Value is string text && text.Length >= 20 && Array.Exists(Declaring, word => text.Contains(word, StringComparison.Ordinal)))
                yield return CSharpSyntaxTree.ParseText(text, Options, $"{tree.FilePath}.{++count}.cs", Encoding.UTF8);
        }
    }

    private SyntaxTree Parse(string path)
    {
        using var stream = File.OpenRead(Path.Combine(folder, path));
        return CSharpSyntaxTree.ParseText(SourceText.From(stream, Encoding.UTF8), Options, "/product/" + path);
    }
}
