using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReleaseGuard.Analyzers.Tests.Harness;

/// <summary>Another project of the solution, as the project under test sees it: built to an assembly, or as the editor hands it over.</summary>
public static class EditionLibrary
{
    public static readonly string Attributes = File.ReadAllText(Path.Combine(ReleaseTrackingTests.RepositoryRoot(), "build/ReleaseGuard.Attributes.cs"));

    /// <param name="source">The library's only file.</param>
    /// <param name="edition">The edition that it is built for.</param>
    /// <param name="built">True for a compiled assembly, false for a project of the editor.</param>
    /// <param name="name">The assembly's name.</param>
    /// <param name="references">What the library stands on.</param>
    public static MetadataReference Of(string source, string edition, bool built, string name = "Contoso.Core", params MetadataReference[] references)
    {
        ImmutableArray<string> symbols = edition == "enterprise" ? ["EDITION_OPEN", "EDITION_ENTERPRISE", "RELEASEGUARD_KEEP_GUARDS", "RELEASEGUARD_KEEP_MARKS"] : ["EDITION_OPEN", "RELEASEGUARD_KEEP_GUARDS"];
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: symbols);
        var compilation = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText(source, options, $"/product/src/{name}/Core.cs"), CSharpSyntaxTree.ParseText(Attributes, options, "/guard/ReleaseGuard.Attributes.cs")],
            [.. Net100.References.All, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success) throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
        return built ? MetadataReference.CreateFromImage(image.ToArray(), filePath: name + ".dll") : compilation.ToMetadataReference();
    }
}
