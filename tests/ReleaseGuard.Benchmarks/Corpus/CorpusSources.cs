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
internal sealed class CorpusSources(string folder)
{
    private const int FilesTogether = 400;

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
            foreach (var group in top.Chunk(FilesTogether)) yield return [.. group.Select(Parse)];
        }
    }

    private SyntaxTree Parse(string path)
    {
        using var stream = File.OpenRead(Path.Combine(folder, path));
        return CSharpSyntaxTree.ParseText(SourceText.From(stream, Encoding.UTF8), Options, "/product/" + path);
    }
}
