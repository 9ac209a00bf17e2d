using System;
using System.IO;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReleaseGuard.CodeFixes.Tests.Harness;

/// <summary>The withheld project of the leaks, compiled once: assembly and namespace <c>Contoso.Heads.Cyber</c>.</summary>
internal static class Withheld
{
    /// <summary>What a project with ImplicitUsings imports.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly Lazy<MetadataReference> LazyHead = new(() => Build("Contoso.Heads.Cyber",
        [.. Directory.EnumerateFiles(Path.Combine(Samples.Leaks, "Withheld"), "*.cs").Select(File.ReadAllText), ImplicitUsings]));

    public static MetadataReference Head => LazyHead.Value;

    /// <summary>The same, from another place.</summary>
    public static MetadataReference At(string path) => ((AssemblyMetadata)((PortableExecutableReference)Head).GetMetadata()).GetReference(filePath: path);

    public static MetadataReference Build(string name, string[] sources, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(name, sources.Select(source => CSharpSyntaxTree.ParseText(source)), [.. Net100.References.All, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
        return MetadataReference.CreateFromImage(stream.ToArray(), filePath: name + ".dll");
    }
}
