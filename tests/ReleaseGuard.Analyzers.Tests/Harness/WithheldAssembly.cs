using System;
using System.IO;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReleaseGuard.Analyzers.Tests.Harness;

/// <summary>Assemblies compiled once for all tests.</summary>
public static class WithheldAssembly
{
    private static readonly Lazy<MetadataReference> LazyHead = new(() => Build("Contoso.Heads.Cyber", """
        namespace Contoso.Heads.Cyber;
        public class ExploitHead
        {
            public const int Limit = 7;
            public int Weight { get; set; }
            public static ExploitHead Create() => new();
            public int Score(string code) => code.Length;
        }
        public enum HeadKind { None, Exploit }
        public class ExploitAttribute : System.Attribute { public ExploitAttribute(int x = 0) { } }
        public interface IExploit { }
        public static class ExploitExtensions { public static int CyberLength(this string text) => text.Length; }
        """));

    /// <summary>The withheld head: assembly and namespace <c>Contoso.Heads.Cyber</c>.</summary>
    public static MetadataReference Head => LazyHead.Value;

    public static MetadataReference Build(string name, string source, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))],
            [.. Net100.References.All, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success) throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
        return MetadataReference.CreateFromImage(stream.ToArray(), filePath: name + ".dll");
    }
}
